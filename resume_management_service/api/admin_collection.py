"""Staff pages about data collection: how far it is, never what a record says."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from api.models import DataRequest, RawData
from api.services import data_collection, data_collection_records


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """A page that shows rows and changes nothing but by its actions."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse rows made by hand."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> list[str]:
        """Show the fields as they are."""
        hidden = self.exclude or ()
        return [field.name for field in self.opts.fields if field.name not in hidden]


@admin.register(DataRequest)
class DataRequestAdmin(ReadOnly):
    """Orders for records of a source."""

    list_display = (
        *("id", "source", "user_id", "status", "count", "fetched", "failed_records"),
        *("next_page", "error_code", "created_at", "collected_at"),
    )
    list_filter = ("status", "source", "error_code")
    search_fields = ("id", "user_id")
    actions = ("resume", "reprocess")

    @admin.display(description="failed")
    def failed_records(self, obj: DataRequest) -> int:
        """Count the records that could not be read."""
        return obj.raw_data.all().failed().count()

    @admin.action(description="Go on where it stopped", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[DataRequest]) -> None:
        """Resume each of the chosen requests; those with nothing to do are named."""
        for chosen in queryset:
            try:
                data_collection.resume(request=chosen)
            except data_collection.NothingToResume as error:
                self.message_user(request, f"{chosen.pk}: {error.detail}", messages.WARNING)
            else:
                self.message_user(request, f"{chosen.pk} goes on.")

    @admin.action(description="Read failed records again", permissions=["change"])
    def reprocess(self, request: HttpRequest, queryset: QuerySet[DataRequest]) -> None:
        """Work again on what failed, from the data as it was stored."""
        raws = RawData.objects.filter(data_request__in=queryset)
        _reprocess(self, request, raws)


@admin.register(RawData)
class RawDataAdmin(ReadOnly):
    """Records as they came, without what they say."""

    list_display = ("id", "data_request", "external_id", "page", "status", "error_code")
    list_filter = ("status", "error_code", "data_request__source")
    list_select_related = ("data_request",)
    search_fields = ("id", "external_id")
    exclude = ("payload",)
    actions = ("reprocess",)

    @admin.action(description="Read failed records again", permissions=["change"])
    def reprocess(self, request: HttpRequest, queryset: QuerySet[RawData]) -> None:
        """Work again on those of the chosen records that failed."""
        _reprocess(self, request, queryset)


def _reprocess(page: ReadOnly, request: HttpRequest, raws: QuerySet[RawData]) -> None:
    failed = RawData.objects.failed().filter(pk__in=raws.values("pk"))
    count = data_collection_records.reprocess(raws=failed.select_related("version", "data_request"))
    page.message_user(request, f"{count} records are read again.")
