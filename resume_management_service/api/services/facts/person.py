"""Who a résumé is about: the columns of a candidate."""

from __future__ import annotations

from typing import Any

import phonenumbers

from api.parsing.lexical.folding import words
from api.parsing.lexical.places import city_country, country_code
from api.services import lookup_keys
from api.services.facts.plain import member, objects, text


def read_person(sections: dict[str, Any]) -> dict[str, Any]:
    """Return a candidate's columns as far as the résumé fills them."""
    basics = member(sections, "basics")
    place = _place(member(basics, "location"))
    phone = _e164(text(basics.get("phone"), 40), place["country_code"])
    full_name, email = text(basics.get("name"), 150), text(basics.get("email"), 254).lower()
    linkedin = _linkedin(basics)
    return {
        "full_name": full_name,
        "name_key": lookup_keys.name_key(full_name),
        "email": email,
        "email_key": lookup_keys.email_key(email),
        "phone_number": phone,
        "phone_key": lookup_keys.phone_key(phone),
        "headline": text(basics.get("label")),
        "linkedin_url": linkedin,
        "linkedin_key": lookup_keys.linkedin_key(linkedin),
        "website_url": text(basics.get("url")),
        **place,
    }


def _place(location: dict[str, Any]) -> dict[str, str]:
    city, region = text(location.get("city"), 100), text(location.get("region"), 100)
    address = text(location.get("address"))
    code = text(location.get("countryCode"), 60)
    country = country_code(code) or country_code(code.upper()) or city_country(city) or ""
    found = dict.fromkeys(words(f"{address} {city} {region}"))
    return {
        "city": city,
        "region": region,
        "country_code": country,
        # A blank on either side of each word, so that whole words can be looked for.
        "location_words": f" {' '.join(found)} "[:500],
    }


def _e164(written: str, country: str) -> str:
    """Return a number in E.164 where its country is known, otherwise as it is written."""
    try:
        number = phonenumbers.parse(written, country or None)
    except phonenumbers.NumberParseException:
        return written
    if not phonenumbers.is_possible_number(number):
        return written
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _linkedin(basics: dict[str, Any]) -> str:
    urls = [text(profile.get("url")) for profile in objects(basics.get("profiles"))]
    return next((url for url in urls if lookup_keys.linkedin_key(url)), "")
