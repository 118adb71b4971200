"""Words of the evaluation: purposes, states and the moves allowed between them, kinds of evidence, seats."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ocop_portal.core.workflow import move


class Purpose(models.TextChoices):
    FIRST = "first", _("first evaluation")
    UPGRADE = "upgrade", _("upgrade")
    REEVALUATION = "reevaluation", _("re-evaluation")


class DossierState(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    SUBMITTED = "submitted", _("submitted, to be checked")
    RETURNED = "returned", _("returned for supplement")
    ACCEPTED = "accepted", _("accepted as complete")
    PROPOSED = "proposed", _("proposed to the council")
    SUPPLEMENTING = "supplementing", _("to be supplemented for the council")
    SCORING = "scoring", _("before the council")
    SCORED = "scored", _("scored, awaiting decision")
    RECOGNISED = "recognised", _("recognised")
    NOT_RECOGNISED = "not_recognised", _("not recognised")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @classmethod
    def open_states(cls):
        return tuple(s for s in cls if s not in (cls.RECOGNISED, cls.NOT_RECOGNISED, cls.WITHDRAWN))

    @classmethod
    def editable(cls):
        return (cls.DRAFT, cls.RETURNED, cls.SUPPLEMENTING)


_S = DossierState
DOSSIER_MOVES = {
    "submit": move(_S.DRAFT, _S.RETURNED, to=_S.SUBMITTED),
    "return_for_supplement": move(_S.SUBMITTED, to=_S.RETURNED, comment_required=True),
    "accept": move(_S.SUBMITTED, to=_S.ACCEPTED),
    "propose": move(_S.ACCEPTED, to=_S.PROPOSED),
    "request_supplement": move(_S.PROPOSED, to=_S.SUPPLEMENTING, comment_required=True),
    "supplement": move(_S.SUPPLEMENTING, to=_S.PROPOSED),
    "schedule": move(_S.PROPOSED, to=_S.SCORING),
    "unschedule": move(_S.SCORING, to=_S.PROPOSED),
    "conclude": move(_S.SCORING, to=_S.SCORED),
    "recognise": move(_S.SCORED, to=_S.RECOGNISED),
    "decline": move(_S.SCORED, to=_S.NOT_RECOGNISED, comment_required=True),
    "refer": move(_S.SCORED, to=_S.PROPOSED),
    "evaluate_again": move(_S.SCORED, to=_S.PROPOSED, comment_required=True),
    "reopen_scoring": move(_S.SCORED, to=_S.SCORING, comment_required=True),
    "withdraw": move(
        _S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.ACCEPTED, to=_S.WITHDRAWN, comment_required=True
    ),
}

DOSSIER_MOVE_LABELS = {
    "submit": _("Submit to the receiving office"),
    "return_for_supplement": _("Return for supplement"),
    "accept": _("Accept as complete"),
    "propose": _("Propose to the council"),
    "request_supplement": _("Ask for a supplement"),
    "supplement": _("Hand in the supplement"),
    "schedule": _("Put on a session's agenda"),
    "unschedule": _("Take off the agenda"),
    "conclude": _("Close the scoring"),
    "recognise": _("Recognise and issue the certificate"),
    "decline": _("Close without recognition"),
    "refer": _("Send up to the higher level"),
    "evaluate_again": _("Have the province's council evaluate it itself"),
    "reopen_scoring": _("Reopen the scoring"),
    "withdraw": _("Withdraw the dossier"),
}


class EvidenceKind(models.TextChoices):
    """The two forms every dossier starts with, and the 15 kinds of evidence listed in form Mẫu 02."""

    REGISTRATION_SLIP = "registration_slip", _("Registration slip (form 01)")
    SELF_ASSESSMENT = "self_assessment", _("Self-assessment report (form 02)")
    BUSINESS_REGISTRATION = "business_registration", _("Business registration")
    PRODUCTION_LICENCE = "production_licence", _("Certificate of conditions for production")
    RAW_MATERIALS = "raw_materials", _("Origin of raw materials, link contracts")
    ENVIRONMENT = "environment", _("Environment and technology")
    LABOUR = "labour", _("Local labour")
    GROWTH = "growth", _("Growth, financial reports")
    INTELLECTUAL_PROPERTY = "intellectual_property", _("Intellectual property")
    MARKET = "market", _("Market, trade promotion")
    ADVERTISING = "advertising", _("Advertising")
    STORY = "story", _("Product story")
    QUALITY_DECLARATION = "quality_declaration", _("Declaration of quality")
    TEST_REPORT = "test_report", _("Test report")
    TRACEABILITY = "traceability", _("Barcode, traceability")
    QUALITY_MANAGEMENT = "quality_management", _("Quality management")
    AWARD = "award", _("Awards")


class Tick(models.TextChoices):
    """What form 02 asks the producer to tick: registrations, permits, and rights in intellectual property."""

    BUSINESS_REGISTRATION = "business_registration", _("business registration")
    QUALITY_DECLARATION = "quality_declaration", _("declaration of quality")
    FOOD_SAFETY = "food_safety", _("food safety certificate")
    PRODUCTION_CERTIFICATE = "production_certificate", _("certificate that the law demands for production")
    TRADEMARK = "trademark", _("trademark")
    COLLECTIVE_MARK = "collective_mark", _("collective mark")
    CERTIFICATION_MARK = "certification_mark", _("certification mark")
    GEOGRAPHICAL_INDICATION = "geographical_indication", _("geographical indication")
    INDUSTRIAL_DESIGN = "industrial_design", _("industrial design")
    PATENT = "patent", _("patent or utility solution")


class SelfScoreState(models.TextChoices):
    GIVEN = "given", _("given")
    CARRIED = "carried", _("carried over, to be confirmed")
    OPEN = "open", _("not given yet")


class SeatRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    VICE_CHAIR = "vice_chair", _("vice chair")
    MEMBER = "member", _("member")
    SECRETARY = "secretary", _("secretary (does not score)")

    @classmethod
    def scoring(cls):
        return (cls.CHAIR, cls.VICE_CHAIR, cls.MEMBER)


class SessionState(models.TextChoices):
    PREPARED = "prepared", _("being prepared")
    OPEN = "open", _("open for scoring")
    CLOSED = "closed", _("closed")


SESSION_MOVES = {
    "open": move(SessionState.PREPARED, to=SessionState.OPEN),
    "close": move(SessionState.OPEN, to=SessionState.CLOSED),
}


class ItemState(models.TextChoices):
    OPEN = "open", _("to be scored")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")


ITEM_MOVES = {
    "close": move(ItemState.OPEN, to=ItemState.CLOSED),
    "stop": move(ItemState.OPEN, ItemState.SUSPENDED, to=ItemState.CLOSED, comment_required=True),
    "suspend": move(ItemState.OPEN, to=ItemState.SUSPENDED, comment_required=True),
    "resume": move(ItemState.SUSPENDED, to=ItemState.OPEN),
    "reopen": move(ItemState.CLOSED, to=ItemState.OPEN, comment_required=True),
}


class Vote(models.TextChoices):
    MEETING = "meeting", _("in a meeting")
    WRITTEN = "written", _("in writing")


class AttendanceKind(models.TextChoices):
    PRESENT = "present", _("present")
    ONLINE = "online", _("present online")
    EXCUSED = "excused", _("absent with excuse")
    ABSENT = "absent", _("absent")

    @classmethod
    def taking_part(cls):
        return (cls.PRESENT, cls.ONLINE)


class RecusalGround(models.TextChoices):
    DECLARED = "declared", _("declared an interest")
    PRODUCER = "producer", _("member of the producer")
    CHECKED = "checked", _("checked the dossier at the receiving office")
    CHAIR = "chair", _("decided by the chair")


class CardState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    VOID = "void", _("void")


class PaperCardState(models.TextChoices):
    TYPED = "typed", _("waits for the member's confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("not confirmed")


class Rounding(models.TextChoices):
    NONE = "none", _("the mean is not rounded")
    HALF_UP_0 = "half_up_0", _("the mean is rounded to whole points")
    HALF_UP_1 = "half_up_1", _("the mean is rounded to one decimal")
    HALF_UP_2 = "half_up_2", _("the mean is rounded to two decimals")


class MinimumJudgedBy(models.TextChoices):
    MAJORITY = "majority", _("a minimum is met when most members gave it")
    ALL = "all", _("a minimum is met when all members gave it")
    MEAN = "mean", _("a minimum is met when the mean of the criterion reaches it")


class EndReason(models.TextChoices):
    """Why a certificate ended before its last day."""

    REPLACED = "replaced", _("replaced by a newer certificate")
    REVOKED = "revoked", _("revoked")


class DecisionFileKind(models.TextChoices):
    SIGNED = "signed", _("signed decision")
    MINUTES = "minutes", _("minutes of the session")
    SYNTHESIS = "synthesis", _("synthesis table")
    OTHER = "other", _("other paper")


class RevocationGround(models.TextChoices):
    """The six grounds of Decision 26/2026, Article 8, and the producer's own wish, which is no sanction."""

    FORGED = "forged", _("untrue or forged dossier")
    CRITERIA = "criteria", _("no longer meets the criteria")
    LAW = "law", _("breach of the law on quality, food safety, environment, intellectual property or labels")
    MARK = "mark", _("misuse of the OCOP mark")
    STOPPED = "stopped", _("production has stopped")
    OTHER = "other", _("another ground, on the conclusion of a competent body")
    VOLUNTARY = "voluntary", _("given up at the producer's own request")

    @classmethod
    def legal(cls):
        """The grounds an authority may find; from their conclusion the law counts days."""
        return tuple(ground for ground in cls if ground != cls.VOLUNTARY)


class RevocationState(models.TextChoices):
    PROPOSED = "proposed", _("proposed, awaiting decision")
    DECIDED = "decided", _("revoked")
    DROPPED = "dropped", _("not revoked")


REVOCATION_MOVES = {
    "decide": move(RevocationState.PROPOSED, to=RevocationState.DECIDED),
    "drop": move(RevocationState.PROPOSED, to=RevocationState.DROPPED, comment_required=True),
}


class Frame(models.TextChoices):
    """The drawn border of a certificate."""

    CLASSIC = "classic", _("double line with corners")
    BAMBOO = "bamboo", _("woven bamboo")
    PLAIN = "plain", _("single line")


class Ink(models.TextChoices):
    """The colour of title and frame of a certificate."""

    GREEN = "green", _("rice green")
    RED = "red", _("lacquer red")
    BLUE = "blue", _("river blue")


class ReminderStage(models.TextChoices):
    """Where a certificate stands on its way to its last day, in order. A regulation knows some of them."""

    BEFORE_WINDOW = "before_window", _("the time for filing begins soon")
    WINDOW_OPEN = "window_open", _("the time for filing has begun")
    TWO_WEEKS_LEFT = "two_weeks_left", _("two weeks left for filing")
    ONE_WEEK_LEFT = "one_week_left", _("one week left for filing")
    WINDOW_MISSED = "window_missed", _("the time for filing is over")
    EXPIRES_SOON = "expires_soon", _("expires soon")
    EXPIRED = "expired", _("expired")

    @classmethod
    def of_filing(cls):
        """Stages that are about handing in the dossier: silent once it is there."""
        return (
            cls.BEFORE_WINDOW,
            cls.WINDOW_OPEN,
            cls.TWO_WEEKS_LEFT,
            cls.ONE_WEEK_LEFT,
            cls.WINDOW_MISSED,
        )

    @classmethod
    def open_for_filing(cls):
        return (cls.WINDOW_OPEN, cls.TWO_WEEKS_LEFT, cls.ONE_WEEK_LEFT)

    @classmethod
    def urgent(cls):
        """Stages that also go to a telephone, where such a channel is switched on."""
        return (cls.ONE_WEEK_LEFT, cls.EXPIRES_SOON, cls.EXPIRED)


class Channel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    NOTICE = "notice", _("notice in the portal")
    SMS = "sms", _("text message")
    ZALO = "zalo", _("Zalo message")


class Audience(models.TextChoices):
    """On whose behalf somebody is reminded: as the producer, at the receiving office, at the province."""

    PRODUCER = "producer", _("producer")
    OFFICE = "office", _("receiving office")
    PROVINCE = "province", _("province")
