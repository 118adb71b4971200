"""The lines of the demonstration's budgets, put down while a plan is drawn up: its approval asks for them."""

from campaigns import budgets
from campaigns.models import BudgetLine
from campaigns.money_enums import BudgetKind, Source

MILLION = 1_000_000
# Office and year of the plan: kind, words and millions of each line.
LINES = {
    # Real: the district's plan of 2024, 700 million in four lines.
    ("huyen-luc-ngan", 2024): (
        (BudgetKind.CONSULTING, "Tư vấn, hỗ trợ chủ thể hoàn thiện sản phẩm", 440),
        (BudgetKind.EVALUATION, "Đánh giá, phân hạng sản phẩm", 20),
        (BudgetKind.PROMOTION, "Xúc tiến thương mại", 20),
        (BudgetKind.CONFERENCES, "Hội nghị, tập huấn, tham quan, thưởng sản phẩm giữ hạng 3 sao", 220),
    ),
    # Invented: room for the real ten million of each product recognised in 2023.
    ("huyen-luc-nam", 2023): ((BudgetKind.SUPPORT, "Hỗ trợ sản phẩm đạt 3-4 sao", 100),),
}


def budget_of(office, year):
    """The sum of the plan's lines in đồng; None where the sources tell of no money."""
    rows = LINES.get((office.code, year))
    return rows and sum(millions for _kind, _words, millions in rows) * MILLION


def put_lines(plan, *, by):
    """Put the lines of the plan down; nothing where it gives no budget."""
    for kind, words, millions in LINES.get((plan.office.code, plan.first_year), ()):
        row = BudgetLine(plan=plan, kind=kind, source=Source.LOCAL, title=words, planned=millions * MILLION)
        budgets.set_line(row, by=by)
