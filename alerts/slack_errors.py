"""What Slack's Web API means by its answers: `ok`, or the name of an error, at status 200.

Names and meanings: https://docs.slack.dev/reference/methods/chat.postMessage#errors. What to do about each is `explain`.
"""

import json
from typing import Any

from alerts import post, text
from monitor import model

#: These pass by themselves.
_PASSING = {
    "ratelimited": model.FailureKind.RATE_LIMITED,
    "rate_limited": model.FailureKind.RATE_LIMITED,
    "message_limit_exceeded": model.FailureKind.RATE_LIMITED,
    "accesslimited": model.FailureKind.SERVER_ERROR,
    "fatal_error": model.FailureKind.SERVER_ERROR,
    "internal_error": model.FailureKind.SERVER_ERROR,
    "request_timeout": model.FailureKind.SERVER_ERROR,
    "service_unavailable": model.FailureKind.SERVER_ERROR,
    "team_added_to_org": model.FailureKind.SERVER_ERROR,
}
#: No later message will be taken either, before somebody mends the token, the app's rights or the channel.
_GONE = frozenset(
    {
        *("account_inactive", "app_access_restricted", "as_user_not_supported", "channel_not_found"),
        *(
            "ekm_access_denied",
            "enterprise_is_restricted",
            "invalid_auth",
            "is_archived",
            "messages_tab_disabled",
        ),
        *("missing_scope", "no_permission", "not_allowed_token_type", "not_authed", "not_in_channel"),
        *("org_login_required", "restricted_action", "restricted_action_read_only_channel"),
        *(
            "restricted_action_thread_only_channel",
            "team_access_not_granted",
            "team_not_found",
            "token_expired",
        ),
        *("token_revoked", "two_factor_setup_required"),
    }
)
#: This message will not be taken; others may be.
_OF_MESSAGE = frozenset(
    {
        *(
            "invalid_arguments",
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_blocks_too_long",
            "msg_too_long",
        ),
        *("no_text", "too_many_attachments"),
    }
)
#: The message that a thread hangs from was deleted, or takes no answers (any more).
_LOST_THREADS = frozenset(
    {
        "cannot_reply_to_message",
        "invalid_thread_ts",
        "message_not_found",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "thread_locked",
        "thread_not_found",
    }
)


def judge_answer(answer: post.Answer) -> dict[str, Any] | model.Failure:
    """Return Slack's answer where the message stands in the channel, else the failure."""
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not (said.get("error") or said.get("ts")):
        return judge_stranger(answer)
    if said.get("ok") is True:
        return said
    name = text.shorten(text.clean_text(str(said.get("error"))), 100)
    needed = text.shorten(text.clean_text(str(said.get("needed", ""))), 100)
    passing = _PASSING.get(name)
    return model.Failure(
        kind=passing or (model.FailureKind.GONE if name in _GONE else model.FailureKind.CLIENT_ERROR),
        is_permanent=name in _GONE | _OF_MESSAGE,
        # An error that nobody foresaw gives up no message.
        is_of_channel=passing is None and name not in _OF_MESSAGE,
        retry_after=post.find_wait(answer.headers) if passing else None,
        detail=f"{answer.host} answered {name}" + (f" (needs {needed})" if needed else ""),
        status=answer.status,
    )


def judge_stranger(answer: post.Answer) -> model.Failure:
    """Say that somebody else answered in Slack's place: what was sent is lost, and may be taken another time."""
    return model.Failure(
        kind=model.FailureKind.BAD_RESPONSE,
        is_of_channel=True,
        detail=f"{answer.host} answered {answer.status}, but not as Slack does: {answer.words}",
        status=answer.status,
    )


def is_thread_lost(failure: model.Failure) -> bool:
    """Whether the message would be taken outside its thread; a failure's detail names Slack's error."""
    return not _LOST_THREADS.isdisjoint(failure.detail.split())
