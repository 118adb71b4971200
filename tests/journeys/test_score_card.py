"""The score card with nothing but the keyboard, without scripts, and with a line that breaks."""

import pytest

from tests.journeys import steps

PRODUCT = "Mỳ ngũ sắc Lục Ngạn"  # of the demonstration's session that is being scored
SESSION = "Đợt 2 năm 2026"
FOCUSED = "document.activeElement.matches('main form button.btn-primary')"


def stored_marks(member):
    """What is ticked on the card after it is opened anew."""
    steps.open_card(member, product=PRODUCT)
    return member.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.criterion input:checked')]
            .map(option => [option.name, option.value]))"""
    )


def wait_until_saved(member):
    member.page.wait_for_function(
        """() => { const status = document.querySelector('[data-status]');
            return /[0-9]{2}:[0-9]{2}:[0-9]{2}/.test(status.textContent) && !status.dataset.kind }"""
    )


def tab_to_the_button(member):
    for _press in range(60):
        if member.page.evaluate(FOCUSED):
            return
        member.page.keyboard.press("Tab")
    pytest.fail(f"the button of {member.path} is not reached with the Tab key")


def test_card_is_filled_in_and_submitted_with_the_keyboard_alone(somebody):
    member = somebody("uv2.bac-ninh")
    steps.open_card(member, product=PRODUCT)
    sheet = steps.sheet_on_page(member)
    presses = 0
    for _code, options, _whole in sheet:
        best = max(range(len(options)), key=lambda position: options[position][1])
        member.page.keyboard.press(str(best + 1))
        presses += 1
    assert member.text("[data-total]") == "100"
    assert presses <= 1.5 * len(sheet)

    tab_to_the_button(member)
    member.page.keyboard.press("Enter")
    member.page.wait_for_url("**/nop/")
    tab_to_the_button(member)
    member.page.keyboard.press("Enter")

    member.page.wait_for_url("**/lam-viec/cham-diem/")
    row = member.page.locator("li.task", has_text=PRODUCT)
    assert row.locator(".task-state-done").count()


def test_card_is_filled_in_and_submitted_without_scripts(somebody):
    member = somebody("uv1.bac-ninh", java_script_enabled=False)
    steps.open_card(member, product=PRODUCT)
    names = member.page.locator(".criterion input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    )
    half = names[: len(names) // 2]
    for name in half:
        member.page.locator(f"input[name='{name}']").first.check()
    member.page.locator("button[name=act][value=save]").click()
    assert list(stored_marks(member)) == half

    for name in names[len(half) :]:
        member.page.locator(f"input[name='{name}']").first.check()
    member.look("phieu-cham-khong-script")
    steps.submit_card(member)
    assert list(stored_marks(member)) == names


def test_marks_given_while_the_line_is_lost_reach_the_portal(somebody):
    member = somebody("uv3.bac-ninh")
    steps.open_card(member, product=PRODUCT)
    member.look("phieu-cham")
    first, second, third = member.page.locator(".criterion").all()[:3]
    first.locator("input[type=radio]").first.check()
    wait_until_saved(member)

    member.context.set_offline(True)
    second.locator("input[type=radio]").first.check()
    third.locator("input[type=radio]").first.check()
    member.page.wait_for_selector("[data-status][data-kind=warning]")
    member.context.set_offline(False)
    wait_until_saved(member)

    assert len(stored_marks(member)) == 3
    other_device = somebody("uv3.bac-ninh")
    assert len(stored_marks(other_device)) == 3


TABLET = {"width": 768, "height": 1024}


def test_two_members_score_the_same_product_at_once_and_see_nothing_of_each_other(somebody):
    """Criterion by criterion in turns, in two browsers; both submit; the secretary learns only that."""
    one, other = somebody("uv4.bac-ninh"), somebody("uv5.bac-ninh")
    for member in (one, other):
        steps.open_card(member, product=PRODUCT)
    sheet = steps.sheet_on_page(one)
    best, least = {}, {}
    for code, options, _whole in sheet:
        best[code] = max(options, key=lambda option: option[1])
        least[code] = min(options, key=lambda option: option[1])
        one.page.locator(f"input[name='m-{code}'][value='{best[code][0]}']").check()
        other.page.locator(f"input[name='m-{code}'][value='{least[code][0]}']").check()
    wait_until_saved(one)
    wait_until_saved(other)
    low = sum(points for _value, points, _minimum in least.values())
    assert (one.text("[data-total]"), other.text("[data-total]")) == ("100", str(low))
    for member in (one, other):
        steps.submit_card(member)
    assert stored_marks(one) == {f"m-{code}": value for code, (value, *_rest) in best.items()}
    assert stored_marks(other) == {f"m-{code}": value for code, (value, *_rest) in least.items()}

    secretary = somebody("thu-ky.bac-ninh")
    secretary.open("/lam-viec/hoi-dong/").follow(to="/lam-viec/hoi-dong/").follow(to="/phien/", named=SESSION)
    item = secretary.page.locator("article.agenda-item", has_text=PRODUCT)
    assert item.locator(".seat-states .is-done").count() >= 2
    assert "100" not in item.inner_text()


def test_the_card_is_scored_on_a_tablet_held_upright_without_zooming(somebody):
    member = somebody("chu-tich-hd.bac-ninh", has_touch=True)
    member.page.set_viewport_size(TABLET)
    steps.open_card(member, product=PRODUCT)
    assert member.page.evaluate("document.documentElement.scrollWidth") <= TABLET["width"]
    assert "user-scalable=no" not in member.page.locator("meta[name=viewport]").get_attribute("content")
    sizes = member.page.evaluate(
        """() => [...document.querySelectorAll('.option')].map(one => {
            const box = one.getBoundingClientRect();
            return [box.left, box.right, box.height, parseFloat(getComputedStyle(one).fontSize)] })"""
    )
    for left, right, height, font in sizes:
        assert left >= 0 and right <= TABLET["width"] and height >= 44 and font >= 16
    for code, options, _whole in steps.sheet_on_page(member):
        option = member.page.locator(f"input[name='m-{code}'][value='{options[0][0]}']")
        option.locator("xpath=ancestor::label").tap()
    wait_until_saved(member)
    steps.submit_card(member)
