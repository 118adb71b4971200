"""What is done under the commune's plan: activities, tasks, ideas, the books and post-inspection."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns import book_removals
from campaigns.books import BOOKS
from campaigns.enums import ActivityKind, CycleStep, FindingKind, PointKind
from campaigns.ideas import register_idea
from campaigns.models import Activity, ProductIdea, SalesPoint, Task, Visit
from campaigns.supervision import add_finding, record_visit
from ocop_portal.core.days import today
from products.models import MisuseReport
from tests import cast
from tests.core.test_files import picture
from tests.products.goods import recognised
from tests.world.area import HIDDEN

READING = """
activity_add           s ... .. ox xxxx ... x
activity_edit          s ... .. ox xxxx ... x
activity_page          s ... .. oo oooo ... o
book_add               s oxx xx ox oxxx xxx x
book_desk              s ooo oo oo oooo ooo o
book_edit              s ... .. ox oxxx ... x
book_list              s ooo oo oo oooo ooo o
book_removals_list     s ooo oo oo oooo ooo o
book_remove            s ... .. ox oxxx ... x
finding_add            s ... .. ox xxxx ... x
finding_mend           s ... .. ox xxxx ... x
finding_revoke         s ... .. ox oxxx ... x
idea_act               s ... .. ox xxxx ... x
idea_add               s ... .. ox xxxx ... x
idea_desk              s ... .. oo oooo ... o
idea_edit              s ... .. ox xxxx ... x
idea_page              s ... .. oo oooo ... o
plan_calendar          s ... .. oo oooo ... o
plan_paper             s ... .. oo oooo ... o
plan_stages            s ... .. ox xxxx ... x
report_revoke          s ... .. ox oxxx ... x
task_add               s ... .. ox xxxx ... x
task_edit              s ... .. ox xxxx ... x
visit_add              s xxx xx ox xxxx xxx x
visit_desk             s ooo oo oo oooo ooo o
visit_page             s ... .. oo oooo ... o
visit_photo            s ... .. oo oooo ... o
visit_photo_add        s ... .. ox xxxx ... x
"""

ACTING = """
activity_add           s ... .. dx xxxx ... x
activity_edit          s ... .. dx xxxx ... x
activity_page          m mmm mm mm mmmm mmm m
book_add               s oxx xx dx dxxx xxx x
book_desk              m mmm mm mm mmmm mmm m
book_edit              s ... .. dx dxxx ... x
book_list              m mmm mm mm mmmm mmm m
book_removals_list     m mmm mm mm mmmm mmm m
book_remove            s ... .. dx dxxx ... x
finding_add            s ... .. dx xxxx ... x
finding_mend           s ... .. dx xxxx ... x
finding_revoke         s ... .. dx dxxx ... x
idea_act               s ... .. dx xxxx ... x
idea_add               s ... .. dx xxxx ... x
idea_desk              m mmm mm mm mmmm mmm m
idea_edit              s ... .. dx xxxx ... x
idea_page              m mmm mm mm mmmm mmm m
plan_calendar          m mmm mm mm mmmm mmm m
plan_paper             m mmm mm mm mmmm mmm m
plan_stages            s ... .. dx xxxx ... x
report_revoke          s ... .. dx dxxx ... x
task_add               s ... .. dx xxxx ... x
task_edit              s ... .. dx xxxx ... x
visit_add              s xxx xx dx xxxx xxx x
visit_desk             m mmm mm mm mmmm mmm m
visit_page             m mmm mm mm mmmm mmm m
visit_photo            m mmm mm mm mmmm mmm m
visit_photo_add        s ... .. dx xxxx ... x
"""

MAY_BE_EMPTY = {"plan_stages"}


def photo():
    return SimpleUploadedFile("anh.png", picture("PNG", (300, 300)))


def make(world):
    officer, office = cast.officer(cast.COMMUNE), cast.office(cast.COMMUNE)
    day = date(2026, 3, 2)
    world.activity = Activity.objects.create(
        plan=world.plan,
        kind=ActivityKind.TRAINING,
        step=CycleStep.IMPLEMENTATION,
        name=f"{HIDDEN} lớp tập huấn",
        lead=office,
        begins_on=day,
        held_on=day,
        people=30,
    )
    world.task = Task.objects.create(
        plan=world.plan, step=CycleStep.IDEAS, title=f"{HIDDEN} nhiệm vụ", lead=office, due_on=day
    )
    idea = ProductIdea(
        plan=world.plan, unit=office.unit, name=f"{HIDDEN} ý tưởng", proposer="Hộ ông Vi", registered_on=day
    )
    world.idea = register_idea(idea, by=officer)
    world.point = SalesPoint.objects.create(
        unit=office.unit, kind=PointKind.CENTRE, name=f"{HIDDEN} điểm bán"
    )
    twice = SalesPoint.objects.create(unit=office.unit, kind=PointKind.SALES, name=f"{HIDDEN} ghi hai lần")
    book_removals.remove(BOOKS["diem-ban"], twice, reason=f"{HIDDEN} ghi trùng", by=officer)
    visit = Visit(product=world.fresh, plan=world.plan, visited_on=day, seen=f"{HIDDEN} đã xem")
    world.visit = record_visit(visit, [photo()], by=officer)
    world.finding = add_finding(
        world.visit, kind=FindingKind.PAPERS, text=f"{HIDDEN} thiếu giấy", due_on=date(2026, 4, 1), by=officer
    )
    world.inspected = recognised(f"{HIDDEN} bị hậu kiểm", made_by=world.producer)
    visit = Visit(product=world.inspected, plan=world.plan, visited_on=today(), seen=f"{HIDDEN} in sai")
    world.serious = add_finding(
        record_visit(visit, [], by=officer),
        kind=FindingKind.MARK_MISUSE,
        text=f"{HIDDEN} in năm sao",
        due_on=today(),
        by=officer,
    )
    world.serious_report = MisuseReport.objects.create(
        kind="stars", what=f"{HIDDEN} dán sai sao", product=world.inspected, unit=office.unit, sender="x"
    )


def targets(world):
    plan, activity, idea = {"pk": world.plan.pk}, {"pk": world.activity.pk}, {"pk": world.idea.pk}
    visit, book = {"pk": world.visit.pk}, {"book": "diem-ban"}
    return {
        "plan_calendar": plan,
        "plan_paper": plan | {"form": "xlsx"},
        "plan_stages": plan,
        "activity_add": plan,
        "activity_page": activity,
        "activity_edit": activity,
        "task_add": plan,
        "task_edit": {"pk": world.task.pk},
        "idea_desk": plan,
        "idea_add": plan,
        "idea_page": idea,
        "idea_edit": idea,
        "idea_act": idea | {"move": "drop"},
        "book_list": book,
        "book_removals_list": book,
        "book_add": book,
        "book_edit": book | {"pk": world.point.pk},
        "book_remove": book | {"pk": world.point.pk},
        "visit_page": visit,
        "visit_photo_add": visit,
        "finding_add": visit,
        "finding_mend": {"pk": world.finding.pk},
        "finding_revoke": {"pk": world.serious.pk},
        "report_revoke": {"pk": world.serious_report.pk},
        "visit_photo": {"pk": world.visit.photos.get().pk},
    }


def conclusion():
    return {
        "ground": "mark",
        "source": "Biên bản hậu kiểm số 12/BB",
        "concluded_on": f"{today():%d/%m/%Y}",
        "findings": "In sai số sao.",
    }


def idea():
    return {
        "name": "Ý tưởng mới",
        "wish": "new",
        "unit": "xã Lục Ngạn",
        "proposer": "Hộ bà Lý",
        "registered_on": "01/03/2026",
    }


def forms(made):
    activity = {
        "kind": "training",
        "name": "Tập huấn",
        "begins_on": "05/03/2026",
        "people": "3",
        "items": "0",
    }
    task = {
        "title": "Rà soát sản phẩm",
        "step": "2_ideas",
        "due_on": "01/06/2026",
        "lead_name": cast.office(cast.COMMUNE).name,
    }
    point = {"kind": "sales", "name": "Điểm bán mới", "unit": "xã Lục Ngạn"}
    opened = {"version": "1"}
    return {
        "activity_add": activity,
        "activity_edit": activity | opened,
        "task_add": task,
        "task_edit": task | opened,
        "plan_stages": opened | {"2_ideas-begins_on": "01/02/2026", "2_ideas-ends_on": "31/03/2026"},
        "idea_add": idea(),
        "idea_edit": idea() | opened,
        "idea_act": {"reason": "Chưa có nguyên liệu"},
        "book_add": point,
        "book_edit": point | opened,
        "book_remove": {"comment": "Ghi hai lần."},
        "visit_add": {
            "product": "Kín: mật ong chưa có hồ sơ",
            "plan": made.plan.pk,
            "visited_on": "03/03/2026",
            "seen": "Đúng như hồ sơ",
        },
        "visit_photo_add": {"photo": photo},
        "finding_add": {"kind": "papers", "text": "Thiếu giấy", "due_on": "01/05/2026"},
        "finding_mend": {"mended_on": "10/03/2026"},
        "finding_revoke": conclusion(),
        "report_revoke": conclusion(),
    }
