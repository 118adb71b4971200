"""The score card with nothing but the keyboard, without scripts, and with a line that breaks."""

import pytest

from tests.journeys import steps

PRODUCT = "Mỳ ngũ sắc Lục Ngạn"  # of the demonstration's session that is being scored
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
