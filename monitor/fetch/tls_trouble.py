"""TLS trouble: what an error of the TLS library says about a server, in plain words, and what can be done.

Holds no kinds: all of it is `tls`, except that a server which hangs up on a connection that stood has broken it off like
any other. Next: `trouble`.
"""

import ssl

#: OpenSSL's X509_V_ERR codes.
_OF_CERTIFICATES = {
    9: "its certificate is not valid yet; is this machine's clock right?",
    10: "its certificate has expired",
    18: "it signed its certificate itself",
    19: "its certificate comes from an authority of its own that nobody knows, or something on the way reads along",
    20: "its certificate comes from an authority that this machine does not know, or it sends no intermediate one",
    21: "its certificate cannot be traced to an authority; it sends no intermediate one, as a rule",
    23: "its certificate has been revoked",
    62: "its certificate is another host's",
    64: "its certificate does not name this address",
}
_NO_TLS = "it speaks no TLS there"
_TOO_OLD = "it offers only versions or ciphers of TLS that are no longer safe"
_HUNG_UP = "it hung up while TLS was being set up; some sites refuse a machine like that"
#: OpenSSL's reasons.
_OF_HANDSHAKES = {
    "WRONG_VERSION_NUMBER": _NO_TLS,
    "HTTP_REQUEST": _NO_TLS,
    "PACKET_LENGTH_TOO_LONG": _NO_TLS,
    "RECORD_LAYER_FAILURE": _NO_TLS,
    "UNSUPPORTED_PROTOCOL": _TOO_OLD,
    "TLSV1_ALERT_PROTOCOL_VERSION": _TOO_OLD,
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": _TOO_OLD,
    "DH_KEY_TOO_SMALL": _TOO_OLD,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": _TOO_OLD,
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "it broke off the TLS handshake; some sites refuse a machine like that",
    "TLSV1_UNRECOGNIZED_NAME": "it does not know this host's name",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "it asks for a certificate of ours",
    "UNEXPECTED_EOF_WHILE_READING": _HUNG_UP,
}


def explain(error: ssl.SSLError) -> str:
    """Say what is wrong with a server's TLS: plain words, and the library's own in brackets."""
    if isinstance(error, ssl.SSLCertVerificationError):
        meaning = _OF_CERTIFICATES.get(getattr(error, "verify_code", 0), "its certificate is not valid")
    elif isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        meaning = _HUNG_UP
    else:
        meaning = _OF_HANDSHAKES.get(getattr(error, "reason", ""), "TLS with it failed")
    return f"{meaning} ({str(error).rstrip('.')})"
