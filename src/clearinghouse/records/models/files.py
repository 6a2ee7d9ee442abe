"""Attached files."""

from django.db import models

from clearinghouse.accounts.models import Account


class Attachment(models.Model):
    """A file that bodies name as `attachment:<id>`; its bytes lie in the store of files under their digest.

    id: SHA-256 in hexadecimal. first_name: under which it was first uploaded; readers see the name of each link.
    """

    id = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    first_name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class AttachmentUse(models.Model):
    """That a file was uploaded for a draft, and with that draft's publication belongs to the record.

    guid: of the draft's record. draft_uid: the draft, which may be gone; None for a file that came with an import.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="uses")
    guid = models.CharField(max_length=128, db_index=True)
    draft_uid = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("attachment", "draft_uid"), name="records_use_of_draft_once"),
            models.UniqueConstraint(
                fields=("attachment", "guid"), condition=models.Q(draft_uid=None), name="records_use_of_import_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} {self.guid}"
