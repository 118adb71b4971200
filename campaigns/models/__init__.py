"""What a unit promises for the year and how far it is."""

from campaigns.models.plans import Plan, PlanLog, PlanVersion, Target

__all__ = ["Plan", "PlanLog", "PlanVersion", "Target"]
