"""The commonest words of some languages, by which a sentence shows what it is written in."""

from __future__ import annotations

from functools import cache

_COMMONEST = {
    "cs": "je na se že to jsou nebo také pro který které jako být podle může",
    "da": "og er til af det den ikke med på som har kan også eller fra",
    "de": "der die und ist nicht mit dem den ein eine für auf werden sich auch",
    "en": "the of and is to that with for are was this which from have not",
    "es": "el los las de que en y una por con para del se está como",
    "fi": "ja on ei että se ovat tai myös kuin sekä joka voi mutta ole",
    "fr": "les des et est une dans pour que qui sur pas avec sont du au de la le à en ou par vous",
    "hu": "és az hogy nem egy van meg is ez vagy mint csak ha akkor",
    "id": "yang dan di dengan untuk tidak ini dari dalam pada adalah atau akan oleh",
    "it": "il di che è della per una non con sono nel dei gli alla",
    "nl": "de het een van en niet met voor dat zijn op worden ook aan",
    "pl": "nie się na jest że do to jak lub są przez może dla oraz",
    "pt": "o os de que não uma com para em dos por mais como são",
    "ro": "și este în pentru care nu cu sunt din prin sau mai fi ale",
    "sv": "och att det är en som för av inte på med den till kan",
    "tr": "ve bir bu için ile olarak da de olan gibi daha çok ya",
    "vi": "của và là các có được cho trong những một không với này người đã khi từ để",
}  # fmt: skip


def languages() -> frozenset[str]:
    """Return the languages whose commonest words are known."""
    return frozenset(_COMMONEST)


@cache
def commonest(locale: str) -> frozenset[str]:
    """Return the commonest words of a locale, in small letters; none where they are not known."""
    return frozenset(_COMMONEST.get(locale.partition("-")[0], "").split())
