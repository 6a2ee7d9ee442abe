"""Addresses of pages. Those under a language stay as they are: people cite them."""

from django.urls import path

from clearinghouse.web.languages import in_each_language
from clearinghouse.web.views import desk, desk_lists, editor, ending, files, health, pages, records, signing_in

urlpatterns = [
    path("", pages.front_door),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    *in_each_language(
        path("", pages.home, name="home"),
        path("search/", pages.search, name="search"),
        path("records/<str:identifier>/", records.record, name="record"),
        path("records/<str:identifier>/files/<str:digest>/<str:name>", files.record_file, name="record-file"),
        path("records/<str:identifier>/previews/<str:digest>", files.record_preview, name="record-preview"),
        path("records/<str:identifier>/history/", records.history, name="history"),
        path("records/<str:identifier>/differences/", records.difference, name="difference"),
        path("records/<str:identifier>/amend/", desk.amend, name="amend"),
        path("records/<str:identifier>/retire/", ending.retire_record, name="retire"),
        path("records/<str:identifier>/redact/", ending.redact_record, name="redact"),
        path("formats/", pages.formats, name="formats"),
        path("formats/<slug:slug>/", pages.common_format, name="format"),
        path("machines/", pages.machines, name="machines"),
        path("desk/", desk.desk, name="desk"),
        path("desk/tasks/", desk_lists.tasks, name="desk-tasks"),
        path("desk/drafts/", desk_lists.drafts, name="desk-drafts"),
        path("desk/requests/", desk_lists.requests, name="desk-requests"),
        path("desk/records/", desk_lists.my_records, name="my-records"),
        path("desk/broken-references/", desk.broken_references, name="broken-references"),
        path("desk/new/", desk.new_draft, name="new-draft"),
        path("desk/drafts/<uuid:uid>/", editor.editor, name="draft"),
        path("desk/drafts/<uuid:uid>/autosave/", editor.autosave, name="draft-autosave"),
        path("desk/drafts/<uuid:uid>/files/", editor.upload, name="draft-files"),
        path("desk/drafts/<uuid:uid>/files/<str:digest>/<str:name>", files.draft_file, name="draft-file"),
        path("desk/drafts/<uuid:uid>/previews/<str:digest>", files.draft_preview_of_file, name="draft-preview-of-file"),
        path("desk/drafts/<uuid:uid>/find/", editor.find, name="draft-find"),
        path("desk/drafts/<uuid:uid>/preview/", editor.preview, name="draft-preview"),
        path("desk/drafts/<uuid:uid>/changes/", editor.draft_difference, name="draft-difference"),
        path("desk/drafts/<uuid:uid>/delete/", editor.delete, name="draft-delete"),
        path("sign-in/", signing_in.sign_in, name="sign-in"),
        path("sign-out/", signing_in.sign_out, name="sign-out"),
        # Last: a realm's code is whatever is none of the above.
        path("<slug:code>/", pages.realm, name="realm"),
    ),
]
