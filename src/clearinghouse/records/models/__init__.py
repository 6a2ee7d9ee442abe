"""Records, their published revisions, drafts, the cases that lead from one to the other, and attached files."""

from clearinghouse.records.models.cases import Batch, Case, HandOver
from clearinghouse.records.models.drafts import Draft, DraftComment, DraftQuerySet, DraftSave, SectionDelegation
from clearinghouse.records.models.files import Attachment, AttachmentUse
from clearinghouse.records.models.published import (
    DIRECTLY_PUBLISHED,
    REALM_PREFIXES,
    RETIRED,
    Record,
    RecordQuerySet,
    Revision,
)

__all__ = [
    "DIRECTLY_PUBLISHED",
    "REALM_PREFIXES",
    "RETIRED",
    "Attachment",
    "AttachmentUse",
    "Batch",
    "Case",
    "Draft",
    "DraftComment",
    "DraftQuerySet",
    "DraftSave",
    "HandOver",
    "Record",
    "RecordQuerySet",
    "Revision",
    "SectionDelegation",
]
