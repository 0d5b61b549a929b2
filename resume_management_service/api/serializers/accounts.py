"""Shapes of accounts and tokens."""

from __future__ import annotations

from rest_framework import serializers

from api.models import Consent, Erasure, LegalDocument, Session, User


class Registration(serializers.Serializer[None]):
    """A new account."""

    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)
    name = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")
    accept_terms = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Accepts the present terms and privacy text.",
    )
    cookie = serializers.BooleanField(
        required=False, default=False, help_text="Keep the refresh token in an HttpOnly cookie."
    )


class Credentials(serializers.Serializer[None]):
    """A login."""

    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)
    otp = serializers.CharField(
        max_length=20,
        required=False,
        default="",
        allow_blank=True,
        help_text="The second factor's code, or a recovery code, where one is set up.",
    )
    cookie = serializers.BooleanField(
        required=False, default=False, help_text="Keep the refresh token in an HttpOnly cookie."
    )


class RefreshIn(serializers.Serializer[None]):
    """A refresh token to be used up; browsers leave it to the cookie."""

    refresh = serializers.CharField(max_length=4096, required=False, default="", allow_blank=True)


class TokenIn(serializers.Serializer[None]):
    """The token of a link in an e-mail."""

    token = serializers.CharField(max_length=200)


class ResetRequest(serializers.Serializer[None]):
    """Who wants a new password."""

    email = serializers.EmailField(max_length=254)


class NewPassword(TokenIn):
    """A new password by the token of an e-mail."""

    new_password = serializers.CharField(max_length=128, trim_whitespace=False)


class PasswordChange(serializers.Serializer[None]):
    """A new password by the old one."""

    current_password = serializers.CharField(max_length=128, trim_whitespace=False)
    new_password = serializers.CharField(max_length=128, trim_whitespace=False)


class PasswordConfirmation(serializers.Serializer[None]):
    """The password, for what cannot be undone."""

    password = serializers.CharField(max_length=128, trim_whitespace=False)


class CodeIn(serializers.Serializer[None]):
    """A code of the authenticator app."""

    code = serializers.RegexField(r"^\d{6}$")


class StatusOut(serializers.Serializer[None]):
    """How it went, in a word."""

    status = serializers.CharField()


class SecondFactorOut(serializers.Serializer[None]):
    """What the authenticator app scans."""

    uri = serializers.CharField()


class RecoveryCodesOut(serializers.Serializer[None]):
    """Codes that work once each; shown this once."""

    recovery_codes = serializers.ListField(child=serializers.CharField())


class SessionOut(serializers.ModelSerializer[Session]):
    """A login of the caller."""

    current = serializers.SerializerMethodField()

    class Meta:
        model = Session
        fields = [
            "id",
            "user_agent",
            "address",
            "created_at",
            "last_used_at",
            "expires_at",
            "current",
        ]
        read_only_fields = fields

    def get_current(self, session: Session) -> bool:
        """Tell whether the request came by this session."""
        return str(session.pk) == self.context.get("session_id")


class ConsentIn(serializers.Serializer[None]):
    """Which text is accepted, in which version."""

    document = serializers.ChoiceField(choices=LegalDocument.choices)
    version = serializers.CharField(max_length=32)


class ConsentOut(serializers.ModelSerializer[Consent]):
    """An acceptance."""

    class Meta:
        model = Consent
        fields = ["document", "version", "accepted_at"]
        read_only_fields = fields


class ErasureRequestedOut(serializers.Serializer[None]):
    """The erasure and the receipt that can be asked for."""

    erasure_id = serializers.UUIDField()
    job_id = serializers.UUIDField()
    status = serializers.CharField()


class ErasureOut(serializers.ModelSerializer[Erasure]):
    """The receipt of an erasure."""

    class Meta:
        model = Erasure
        fields = ["id", "requested_at", "finished_at", "removed"]
        read_only_fields = fields

    removed = serializers.DictField(read_only=True)


class AccountChange(serializers.Serializer[None]):
    """What an administrator may change about an account."""

    is_active = serializers.BooleanField()


class AccountOut(serializers.ModelSerializer[User]):
    """An account as administrators see it."""

    class Meta:
        model = User
        fields = ["id", "email", "is_active", "role", "created_at", "last_login"]
        read_only_fields = fields

    role = serializers.ChoiceField(choices=["user", "admin"], read_only=True)


class ProfileIn(serializers.Serializer[None]):
    """The part of the profile that its owner may change."""

    name = serializers.CharField(max_length=150, allow_blank=True)
    preferences = serializers.DictField(required=False)

    def validate_preferences(self, value: dict[str, object]) -> dict[str, object]:
        """Keep preferences small: they are settings of a client, not storage."""
        if len(str(value)) > 10_000:
            raise serializers.ValidationError("At most 10,000 characters.", code="max_length")
        return value


class UserOut(serializers.ModelSerializer[User]):
    """An account as its owner sees it."""

    class Meta:
        model = User
        fields = [
            "id",
            "email",
            "email_verified",
            "name",
            "role",
            "preferences",
            "created_at",
            "updated_at",
        ]
        read_only_fields = fields

    email_verified = serializers.BooleanField(read_only=True)
    role = serializers.ChoiceField(choices=["user", "admin"], read_only=True)


class TokensOut(serializers.Serializer[None]):
    """A short access token and the one good refresh token."""

    access = serializers.CharField()
    refresh = serializers.CharField(
        allow_null=True, help_text="Null when it is kept in the cookie."
    )


class LoginOut(TokensOut):
    """The account and its tokens."""

    user = UserOut()


class KeySetOut(serializers.Serializer[None]):
    """Public keys as a JWK set."""

    keys = serializers.ListField(child=serializers.DictField())
