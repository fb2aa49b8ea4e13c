"""Addresses of signing in and of the team, under /<language>/work/. allauth's names, our nouns."""

from django.urls import path

from umn.people.views import proposals, sheet, sign_in, team, welcome

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/second-step/", sign_in.second_step, name="mfa_authenticate"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("welcome/<str:token>/", welcome.invitation, name="work-invitation"),
    path("confirmation/", sign_in.confirmation, name="account_reauthenticate"),
    path("second-step/", sign_in.choice, name="work-second-step"),
    path("second-step/app/", sign_in.app, name="mfa_activate_totp"),
    path("second-step/app/removal/", sign_in.app_removal, name="mfa_deactivate_totp"),
    path("second-step/passkeys/", sign_in.passkey_list, name="mfa_list_webauthn"),
    path("second-step/passkeys/new/", sign_in.new_passkey, name="mfa_add_webauthn"),
    path("second-step/passkeys/<int:pk>/removal/", sign_in.passkey_removal, name="mfa_remove_webauthn"),
    path("second-step/passkeys/<int:pk>/name/", sign_in.passkey_name, name="work-passkey-name"),
    path("recovery-sheet/", sheet.sheet, name="work-recovery-sheet"),
    path("recovery-sheet/code/", sheet.code, name="work-recovery-code"),
    path("my-sign-in/", sign_in.settings, name="mfa_index"),
    path("my-sign-in/", sign_in.settings, name="work-sign-in-settings"),
    path("my-sign-in/password/", sign_in.password, name="account_change_password"),
    path("my-sign-in/sessions/", sign_in.sessions, name="work-sessions"),
    path("colleagues/new/", proposals.propose, name="work-proposal"),
    path("team/proposals/<int:pk>/", proposals.proposal, name="work-proposed"),
    path("team/", team.team, name="work-team"),
    path("team/<int:pk>/", team.person, name="work-person"),
    path("team/<int:pk>/link/", team.link, name="work-person-link"),
    path("team/<int:pk>/standing/", team.standing, name="work-person-standing"),
    path("team/<int:pk>/second-step/", team.second_step, name="work-person-second-step"),
]
