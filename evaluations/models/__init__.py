"""How a product gets its stars: rules, dossiers, councils, scores, outcomes."""

from evaluations.models.councils import Council, CouncilRules, Seat, Session, SessionItem, SessionLog
from evaluations.models.dossiers import (
    Dossier,
    DossierLog,
    DossierRevision,
    Evidence,
    LocalAssessment,
    ReturnedItem,
)
from evaluations.models.outcomes import Certificate, Decision, DecisionLine, ResultSnapshot
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
from evaluations.models.scores import ScoreCard, ScoreCardRevision, ScoreDraft, ScoreLine

__all__ = [
    "Certificate",
    "Council",
    "CouncilRules",
    "CriteriaEdition",
    "Criterion",
    "Decision",
    "DecisionLine",
    "Dossier",
    "DossierLog",
    "DossierRevision",
    "Evidence",
    "LocalAssessment",
    "Option",
    "Regulation",
    "RegulationStar",
    "ResultSnapshot",
    "ReturnedItem",
    "Rubric",
    "ScoreCard",
    "ScoreCardRevision",
    "ScoreDraft",
    "ScoreLine",
    "Seat",
    "Section",
    "Session",
    "SessionItem",
    "SessionLog",
    "StopRule",
]
