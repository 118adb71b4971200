"""An advisory report that is handed over, and its remarks, can no more be changed or taken away."""

from django.db import migrations

from ocop_portal.core.append_only import refuse

REPORT, REMARK = "evaluations_advisoryreport", "evaluations_advisoryremark"
GONE = "OLD.handed_over_at IS NOT NULL"


OF_ONE_GONE = (
    "{row}.report_id IN (SELECT id FROM evaluations_advisoryreport WHERE handed_over_at IS NOT NULL)"
)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0007_receipts_letters_and_advice")]

    operations = [
        refuse(REPORT, "UPDATE", "a report handed over stays as it is", GONE),
        refuse(REPORT, "DELETE", "a report handed over stays", GONE),
        refuse(REMARK, "INSERT", "a report handed over stays as it is", OF_ONE_GONE.format(row="NEW")),
        refuse(REMARK, "UPDATE", "a report handed over stays as it is", OF_ONE_GONE.format(row="OLD")),
        refuse(REMARK, "DELETE", "a report handed over stays as it is", OF_ONE_GONE.format(row="OLD")),
    ]
