"""How a product gets its stars: rules, dossiers, councils, scores, outcomes."""

from evaluations.models.advisory import (
    AdvisoryAssignment,
    AdvisoryRemark,
    AdvisoryReport,
    SitePhoto,
    SiteVisit,
)
from evaluations.models.certificates import CertificateTemplate, SigningKey
from evaluations.models.councils import Council, CouncilRules, Seat
from evaluations.models.dossiers import Dossier, DossierLog, DossierRevision, ReturnedItem
from evaluations.models.forms import LocalAssessment, RegistrationSlip, SelfAssessment, SelfScore
from evaluations.models.library import Document, Evidence
from evaluations.models.lifecycle import Correction, Extension, Revocation, RevocationFile, RevocationLog
from evaluations.models.outcomes import Certificate, Decision, DecisionFile, DecisionLine, ResultSnapshot
from evaluations.models.regulations import (
    CriteriaEdition,
    Criterion,
    Option,
    Regulation,
    RegulationStar,
    Rubric,
    Section,
    StopRule,
)
from evaluations.models.reminders import CallNote, Reminder
from evaluations.models.scores import PaperCard, ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine
from evaluations.models.sessions import (
    Attendance,
    InterestDeclaration,
    ItemLog,
    Recusal,
    SeatChange,
    Session,
    SessionItem,
    SessionLog,
    StopFinding,
)

__all__ = [
    "AdvisoryAssignment",
    "AdvisoryRemark",
    "AdvisoryReport",
    "Attendance",
    "CallNote",
    "Certificate",
    "CertificateTemplate",
    "Correction",
    "Council",
    "CouncilRules",
    "CriteriaEdition",
    "Criterion",
    "Decision",
    "DecisionFile",
    "DecisionLine",
    "Document",
    "Dossier",
    "DossierLog",
    "DossierRevision",
    "Evidence",
    "Extension",
    "InterestDeclaration",
    "ItemLog",
    "LocalAssessment",
    "Option",
    "PaperCard",
    "Recusal",
    "RegistrationSlip",
    "Regulation",
    "RegulationStar",
    "Reminder",
    "ResultSnapshot",
    "ReturnedItem",
    "Revocation",
    "RevocationFile",
    "RevocationLog",
    "Rubric",
    "ScoreCard",
    "ScoreCardRevision",
    "ScoreDraft",
    "ScoreLine",
    "Seat",
    "SeatChange",
    "Section",
    "SelfAssessment",
    "SelfScore",
    "Session",
    "SessionItem",
    "SessionLog",
    "SigningKey",
    "SitePhoto",
    "SiteVisit",
    "StopFinding",
    "StopRule",
]
