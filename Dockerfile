# One image for the web server, the worker and the clock; docker-compose.yml tells them apart.
FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --system --uid 10001 --create-home ocop && install -d -o ocop /data
WORKDIR /app

COPY requirements.txt .
RUN sed '/^# Tests/,$d' requirements.txt > runtime.txt && pip install -r runtime.txt && rm runtime.txt

COPY --chown=root:root . .
# The settings only have to load for this step; nothing of them stays in the image.
RUN OCOP_DATA_DIR=/build OCOP_STATIC_DIR=/app/static-built \
    python manage.py collectstatic --noinput --verbosity 0 && rm -rf /build

ENV OCOP_ENV=production OCOP_DATA_DIR=/data OCOP_STATIC_DIR=/app/static-built
USER ocop
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "ocop_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
