"""What was submitted, decided or published stays as it was: the database itself refuses to change it.

The conditions read other tables of this app: a later migration that rebuilds one of them on SQLite drops
these triggers first and makes them again.
"""

from django.db import migrations

from ocop_portal.core.append_only import guard, refuse

PUBLISHED = "a published score sheet never changes"
HANDED_OVER = "a report handed over stays as it is"
FROZEN_EVIDENCE = ("dossier_id", "document_id", "criterion_code")
FROZEN_DOCUMENT = ("producer_id", "file", "sha256", "size", "original_name", "content_type")
FROZEN_SCAN = ("card_id", "file", "sha256", "marks", "notes", "typed_by_id")
FROZEN_CERTIFICATE = (
    "product_id",
    "decision_id",
    "dossier_id",
    "number",
    "stars",
    "issued_on",
    "valid_until",
)


def rows(event):
    return {"INSERT": ("NEW",), "DELETE": ("OLD",), "UPDATE": ("OLD", "NEW")}[event]


def of_published_rubric(event):
    ids = ", ".join(f"{row}.rubric_id" for row in rows(event))
    return f"""EXISTS (SELECT 1 FROM evaluations_rubric r
        WHERE r.published_at IS NOT NULL AND r.id IN ({ids}))"""  # noqa: S608 names only


def of_published_criterion(event):
    ids = ", ".join(f"{row}.criterion_id" for row in rows(event))
    return f"""EXISTS (SELECT 1 FROM evaluations_rubric r
        JOIN evaluations_criterion c ON c.rubric_id = r.id
        WHERE r.published_at IS NOT NULL AND c.id IN ({ids}))"""  # noqa: S608 names only


def of_report_handed_over(row):
    return f"""EXISTS (SELECT 1 FROM evaluations_advisoryreport r
        WHERE r.handed_over_at IS NOT NULL AND r.id = {row}.report_id)"""  # noqa: S608 names only


def part_of_a_sheet(table, condition):
    return [refuse(table, event, PUBLISHED, condition(event)) for event in ("INSERT", "UPDATE", "DELETE")]


def frozen(table, columns, message):
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
    return refuse(table, "UPDATE", message, changed)


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_tables")]

    operations = [
        *guard(
            "evaluations_regulation",
            "evaluations_regulationstar",
            "evaluations_dossierrevision",
            "evaluations_dossierlog",
            "evaluations_returneditem",
            "evaluations_sitevisit",
            "evaluations_sitephoto",
            "evaluations_sessionlog",
            "evaluations_itemlog",
            "evaluations_seatchange",
            "evaluations_interestdeclaration",
            "evaluations_recusal",
            "evaluations_stopfinding",
            "evaluations_scorecardrevision",
            "evaluations_scoreline",
            "evaluations_resultsnapshot",
            "evaluations_decision",
            "evaluations_decisionline",
            "evaluations_decisionfile",
            "evaluations_extension",
            "evaluations_correction",
            "evaluations_revocationlog",
            "evaluations_callnote",
        ),
        refuse("evaluations_rubric", "UPDATE", PUBLISHED, "OLD.published_at IS NOT NULL"),
        refuse("evaluations_rubric", "DELETE", PUBLISHED, "OLD.published_at IS NOT NULL"),
        *part_of_a_sheet("evaluations_section", of_published_rubric),
        *part_of_a_sheet("evaluations_criterion", of_published_rubric),
        *part_of_a_sheet("evaluations_stoprule", of_published_rubric),
        *part_of_a_sheet("evaluations_option", of_published_criterion),
        frozen("evaluations_document", FROZEN_DOCUMENT, "the file of a document never changes"),
        frozen("evaluations_evidence", FROZEN_EVIDENCE, "evidence never points to another document"),
        refuse("evaluations_evidence", "DELETE", "evidence is removed by a date, never deleted"),
        refuse("evaluations_advisoryreport", "UPDATE", HANDED_OVER, "OLD.handed_over_at IS NOT NULL"),
        refuse("evaluations_advisoryreport", "DELETE", HANDED_OVER, "OLD.handed_over_at IS NOT NULL"),
        refuse("evaluations_advisoryremark", "INSERT", HANDED_OVER, of_report_handed_over("NEW")),
        refuse("evaluations_advisoryremark", "UPDATE", HANDED_OVER, of_report_handed_over("OLD")),
        refuse("evaluations_advisoryremark", "DELETE", HANDED_OVER, of_report_handed_over("OLD")),
        frozen("evaluations_papercard", FROZEN_SCAN, "a typed card and its scan never change"),
        refuse("evaluations_papercard", "DELETE", "a typed card is never deleted"),
        frozen("evaluations_certificate", FROZEN_CERTIFICATE, "what a certificate says never changes"),
        refuse("evaluations_certificate", "DELETE", "a certificate is ended, never deleted"),
        refuse(
            "evaluations_revocation",
            "UPDATE",
            "what a decided revocation says never changes",
            "OLD.state <> 'proposed'",
        ),
        refuse("evaluations_revocation", "DELETE", "a revocation on record is never deleted"),
        refuse("evaluations_signingkey", "DELETE", "a key that signed is never deleted"),
    ]
