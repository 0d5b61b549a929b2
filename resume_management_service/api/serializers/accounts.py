"""Shapes of accounts and tokens."""

from __future__ import annotations

from rest_framework import serializers

from api.models import User


class Registration(serializers.Serializer[None]):
    """A new account."""

    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)
    name = serializers.CharField(max_length=150, required=False, allow_blank=True, default="")


class Credentials(serializers.Serializer[None]):
    """A login."""

    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=128, trim_whitespace=False, write_only=True)


class RefreshIn(serializers.Serializer[None]):
    """A refresh token to be used up."""

    refresh = serializers.CharField(max_length=4096)


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
        fields = ["id", "email", "name", "role", "preferences", "created_at", "updated_at"]
        read_only_fields = fields

    role = serializers.ChoiceField(choices=["user", "admin"], read_only=True)


class TokensOut(serializers.Serializer[None]):
    """A short access token and the one good refresh token."""

    access = serializers.CharField()
    refresh = serializers.CharField()


class LoginOut(TokensOut):
    """The account and its tokens."""

    user = UserOut()


class KeySetOut(serializers.Serializer[None]):
    """Public keys as a JWK set."""

    keys = serializers.ListField(child=serializers.DictField())
