"""Phrases of the libraries that people see; listed here so that our one catalogue holds their Vietnamese."""

from django.utils.translation import gettext_noop as _

PHRASES = (
    _("Password"),
    _("Remember Me"),
    _("Email"),
    _("Email address"),
    _("E-mail address"),
    _("Forgot your password?"),
    _("You must type the same password each time."),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Password (again)"),
    _("This account is currently inactive."),
    _("The email address and/or password you specified are not correct."),
    _("Too many failed login attempts. Try again later."),
    _("Please type your current password."),
    _("Incorrect password."),
    _("The password reset token was invalid."),
    _("Invalid login."),
    _("Be patient, you are sending too many requests."),
    _("The email address is not assigned to any user account."),
)
