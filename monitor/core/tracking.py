"""Tracking: what an address says about how its reader came, and never about which article it is.

Refuses to drop what may be an article's number: a name that some sites use for both is dropped only without one.
Next: `urls`, which drops them, and `twins`, which drops what says in which form the article is shown.
"""

import re
from urllib.parse import unquote

_CLICKS_AND_NETWORKS = (
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh srsltid li_fat_id _ga _gl gclsrc"
    " __twitter_impression guccounter guce_referrer guce_referrer_sig"
)
_NEWSLETTERS = "mkt_tok _hsenc _hsmi vero_id oly_enc_id oly_anon_id s_cid wt.mc_id"
#: News sites' own campaign codes: which feed, homepage slot or share button the reader came from.
_CAMPAIGNS = (
    "cmpid icid intcmp int_cid ito ncid ocid ref_src ref_url referrer smid smtyp sref spref traffic_source wpisrc"
    " wpmm xtor"
)
_SESSIONS = "phpsessid jsessionid aspsessionid cfid cftoken"
#: Parameters that tell how the reader came, on every site. Names in lower case.
TRACKING_NAMES = frozenset(f"{_CLICKS_AND_NETWORKS} {_NEWSLETTERS} {_CAMPAIGNS} {_SESSIONS}".split())
#: The same, for families of names: Google Analytics, Mailchimp, AT Internet and comScore (BBC), Matomo, Piwik.
TRACKING_PREFIXES = ("utm_", "mc_", "at_", "ns_", "mtm_", "pk_")
#: Campaign codes on many sites, the article's own number on others.
_AMBIGUOUS_NAMES = frozenset({"cmp", "itid", "maca", "partner", "ref"})
_ARTICLE_NUMBER = re.compile(r"[0-9]{3}")
#: A session that Java servers (`;jsessionid=`) and ASP.NET (`/(S(…))/`) write into the path.
_PATH_SESSION = re.compile(r";jsessionid=[^/;]*|/\((?:[A-Z]\([a-z0-9]+\))+\)(?=/)", re.IGNORECASE)


def drop_tracking(query: str) -> str:
    """Return a query without tracking parameters and empty ones; the others as they are, in order."""
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def drop_path_session(path: str) -> str:
    """Return a path without the session id some servers write into it."""
    return _PATH_SESSION.sub("", path) if "(" in path or ";" in path else path


def _is_tracking(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = unquote(name).lower()
    if name in _AMBIGUOUS_NAMES:
        return not _ARTICLE_NUMBER.search(value)
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
