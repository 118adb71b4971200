// Forms marked data-saves store themselves a moment after each change; without scripts the button does it.

const PAUSE = 700;
const RETRY = 5000;

for (const form of document.querySelectorAll("form[data-saves]")) watch(form);

function watch(form) {
  const status = form.querySelector("[data-status]");
  let timer;
  let running = null;
  let stopped = false;

  const say = (text, isWrong = false) => {
    status.textContent = text;
    status.classList.toggle("is-wrong", isWrong);
  };

  const later = (pause = PAUSE) => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const save = () => {
    if (running) return later();
    timer = undefined;
    running = send(form, false).then(answered, lost).finally(() => (running = null));
  };

  const answered = async (response) => {
    if (response.redirected || !response.headers.get("Content-Type")?.startsWith("application/json")) {
      stopped = true;
      return say(form.dataset.wordSignedOut, true);
    }
    const answer = await response.json();
    if (response.ok) {
      form.elements.version.value = answer.version;
      return say(`${form.dataset.wordSaved} ${answer.saved}`);
    }
    stopped = response.status === 409;
    say(answer.reason, true);
  };

  const lost = () => {
    say(form.dataset.wordOffline, true);
    later(RETRY);
  };

  form.addEventListener("input", () => later());
  form.addEventListener("change", () => later(50));
  addEventListener("pagehide", () => {
    if (timer && !stopped) send(form, true);
  });

  // The button waits for a save on its way, so that it never meets a version of its own making.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = undefined;
    if (!running) return;
    event.preventDefault();
    running.finally(() => setTimeout(() => form.requestSubmit(event.submitter)));
  });
}

function send(form, keepalive) {
  const headers = { Accept: "application/json" };
  return fetch(form.action, { method: "POST", body: new FormData(form), headers, keepalive });
}
