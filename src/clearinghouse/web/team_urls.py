"""Addresses of teams, invitations, focal points, and the list of accounts."""

from django.urls import URLPattern, path

from clearinghouse.web.views import focal_points, hand_over, invitations, people, team

team_patterns: list[URLPattern] = [
    path("desk/team/", team.show_team, name="team"),
    path("desk/team/invite/", invitations.invite_person, name="team-invite"),
    path("desk/team/roles/<int:key>/", team.limit_role, name="team-role"),
    path("desk/team/roles/<int:key>/remove/", team.remove_role, name="team-role-remove"),
    path("desk/team/people/<uuid:person>/reset-link/", team.make_reset_link, name="team-reset-link"),
    path("desk/team/people/<uuid:person>/hand-over/", hand_over.hand_over_to, name="team-hand-over"),
    path("desk/team/hand-overs/<int:key>/cancel/", hand_over.cancel_hand_over, name="team-hand-over-cancel"),
    path("desk/team/invitations/<int:key>/resend/", invitations.resend_invitation, name="team-invitation-resend"),
    path("desk/team/invitations/<int:key>/revoke/", invitations.take_back_invitation, name="team-invitation-revoke"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("desk/focal-points/", focal_points.focal_points, name="focal-points"),
    path("desk/focal-points/table.csv", focal_points.table, name="focal-points-table"),
    path("desk/focal-points/<int:key>/confirm/", focal_points.confirm, name="focal-point-confirm"),
    path("desk/focal-points/<int:key>/decline/", focal_points.decline, name="focal-point-decline"),
    path("desk/accounts/", people.accounts, name="accounts"),
    path("desk/accounts/<uuid:person>/shut/", people.shut_account, name="account-shut"),
    path("desk/accounts/<uuid:person>/reopen/", people.reopen_account, name="account-reopen"),
    path("desk/accounts/<uuid:person>/reset-link/", people.make_reset_link, name="account-reset-link"),
]
