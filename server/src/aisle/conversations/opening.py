"""Scope one: find a message its conversation and its place in it, and begin the turn."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from aisle.assistants import service as assistants
from aisle.conversations import disclosure
from aisle.conversations.errors import (
    ConversationNotFound,
    MessageIdReused,
    NothingToContinue,
    TurnNotFound,
)
from aisle.conversations.history import TURNS, filter_from_json, filter_to_json, past_turns
from aisle.conversations.partial import partial_from_json
from aisle.conversations.repository import conversations, events, messages, path, turns
from aisle.conversations.repository.path import TreeTurn
from aisle.conversations.repository.turns import BegunTurn
from aisle.conversations.settling import partial_of_message, settle
from aisle.conversations.situation import situation_from_json, told_of
from aisle.conversations.types import (
    AskedQuestion,
    NewMessage,
    Partial,
    Place,
    StartedTurn,
    TurnKind,
    TurnState,
)
from aisle.conversations.words import words_of
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.identity.types import Caller
from aisle.photos import service as photos
from aisle.tenants import service as tenants


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens turns. key: makes the conversation ids of first messages that are sent twice agree."""

    key: bytes

    async def open(
        self, session: Session, caller: Caller, message: NewMessage, notices: tuple[str, ...] = ()
    ) -> StartedTurn:
        """Begin a turn, or find the one that this message began before.

        Raises ConversationNotFound, TurnNotFound, NothingToContinue, MessageIdReused, TurnRunning, PhotoNotFound, PhotoUsed.
        """
        client_id = message.client_message_id or str(uuid4())
        about = await self._about(session, caller, message)
        conversation_id = (
            about.conversation_id if about else await self._conversation(session, caller, message, client_id)
        )
        store = await tenants.get_store(session, session.tenant[1])
        standing = await conversations.upsert_conversation(
            session,
            conversation_id,
            caller.session_id,
            disclosure.VERSION,
            disclosure.language_of(store.language),
            message.market,
            preview=message.preview is not None,
            page=message.page,
            improve=message.improve,
        )
        is_new = standing.is_new
        if standing.preview != (message.preview is not None):
            raise ConversationNotFound()
        if not is_new:
            await settle(session, conversation_id)
        release = await assistants.find_settings(session, message.preview or "live")
        signed_in = caller.shopper_id is not None
        situation = await told_of(session, message.situation, message.basket, signed_in)
        turn_id = new_id()
        started = StartedTurn(
            turn_id,
            conversation_id,
            turn_id,
            store,
            release,
            message.text,
            message.filters,
            ignore=message.ignore,
            notices=notices,
            market=standing.market,
            preview=message.preview,
            improve=standing.improve,
            photos=message.photos,
            page=standing.page,
            signed_in=signed_in,
            situation=situation,
        )
        before = None if is_new else await turns.find_turn(session, conversation_id, client_id)
        if before is not None:
            return await _repeated(session, started, before, message.kind)
        if about is not None:
            started = await _version(session, started, message.kind, about)
        if message.photos:
            await photos.attach(session, caller, message.photos, conversation_id)
        place = Place(None, 0) if is_new else await _place(session, conversation_id, message.kind, about)
        history = (
            past_turns(await path.recent_words(session, place.parent_id, TURNS))
            if place.parent_id
            else message.before[-TURNS:]
        )
        begun = BegunTurn(turn_id, conversation_id, client_id, release.id, message.kind, place)
        said = new_id()
        found_by = words_of(started.text) if started.preview is None else ()
        await turns.begin_turn(session, begun, said, _content(started), _notes(notices), found_by)
        return replace(started, user_message_id=said, history=history)

    async def conversation_named(self, session: Session, caller: Caller, name: str) -> UUID:
        """Return the conversation that a client calls so: our id, or its own name. Raises ConversationNotFound."""
        conversation_id = await self._by_name(session, caller, name)
        known = conversation_id == _uuid(name)  # looked up by it already
        if not known and not await conversations.is_own_conversation(session, caller, conversation_id):
            raise ConversationNotFound()
        return conversation_id

    async def _conversation(
        self, session: Session, caller: Caller, message: NewMessage, client_id: str
    ) -> UUID:
        wanted = message.conversation_id
        if wanted is None:
            name = message.chat_name
            return (
                await self._by_name(session, caller, name)
                if name
                else self._made_id(session, caller, client_id)
            )
        if not await conversations.is_own_conversation(session, caller, wanted):
            raise ConversationNotFound()
        return wanted

    async def _about(self, session: Session, caller: Caller, message: NewMessage) -> TreeTurn | None:
        """The turn that this is to be another version of."""
        if message.kind is TurnKind.MESSAGE:
            return None
        if message.about is not None:
            found = await path.find_own(session, message.about, caller.session_id)
            if found is None or message.conversation_id not in (None, found.conversation_id):
                raise TurnNotFound()
            return found
        conversation_id = await self._conversation(session, caller, message, "")
        if not await conversations.is_own_conversation(session, caller, conversation_id):
            raise ConversationNotFound()
        name = message.about_message
        found = (
            await path.find_by_message(session, conversation_id, name)
            if name
            else await path.find_tip(session, conversation_id)
        )
        if found is None:
            raise TurnNotFound()
        return found

    async def _by_name(self, session: Session, caller: Caller, name: str) -> UUID:
        known = _uuid(name)
        if known is not None and await conversations.is_own_conversation(session, caller, known):
            return known
        return self._made_id(session, caller, f"chat:{name}")

    def _made_id(self, session: Session, caller: Caller, name: str) -> UUID:
        """A first message that is sent twice must not make two conversations: the id follows from what was sent."""
        organization, store = session.tenant
        seed = f"{organization}:{store}:{caller.credential_id}:{name}"
        return UUID(bytes=hmac.new(self.key, seed.encode(), hashlib.sha256).digest()[:16], version=5)


async def _repeated(session: Session, started: StartedTurn, turn_id: UUID, kind: TurnKind) -> StartedTurn:
    """The turn that this message began when it was sent before. Raises MessageIdReused for other words."""
    said = await messages.find_question(session, turn_id)
    same = said is not None and (said.text, said.photos) == (started.text, started.photos)
    if said is None or not (kind.repeats or same):
        raise MessageIdReused(
            "This client_message_id was sent with other words; use a new one for a new message."
        )
    kept = replace(started, text=said.text, photos=said.photos)
    return replace(kept, id=turn_id, user_message_id=said.id, repeated=True, notices=())


async def _version(session: Session, started: StartedTurn, kind: TurnKind, about: TreeTurn) -> StartedTurn:
    said = await messages.find_question(session, about.id)
    if not kind.repeats:
        # Other words are about the same photo, unless another one comes with them.
        return replace(started, photos=started.photos or (said.photos if said else ()))
    if said is None:
        raise TurnNotFound()
    started = _asked_again(started, said)
    return replace(started, begun=await _begun(session, about)) if kind is TurnKind.CONTINUE else started


def _asked_again(started: StartedTurn, said: AskedQuestion) -> StartedTurn:
    kept = said.content.get("filters")
    filters = None if kept is None else tuple(filter_from_json(one) for one in kept)
    return replace(
        started,
        text=said.text,
        photos=said.photos,
        filters=filters if started.filters is None else started.filters,
        ignore=started.ignore or tuple(said.content.get("ignore", ())),
        situation=started.situation or situation_from_json(said.content.get("situation")),
    )


async def _begun(session: Session, about: TreeTurn) -> Partial:
    """What the answer had said when it broke off. Raises NothingToContinue."""
    if about.state is TurnState.RUNNING:
        raise NothingToContinue("The answer is still being written; follow its stream.")
    answered = (await messages.messages_of_turn(session, about.id))[-1]
    if answered.role != "assistant":
        return partial_from_json(await events.shown_of(session, about.id))
    if about.state is TurnState.COMPLETE and not answered.metadata.get("told", {}).get("broken_off"):
        raise NothingToContinue("The answer came to its end.")
    return partial_of_message(answered)


async def _place(session: Session, conversation_id: UUID, kind: TurnKind, about: TreeTurn | None) -> Place:
    if about is None:
        tip = await path.find_tip(session, conversation_id)
        return Place(tip.id, tip.depth + 1) if tip else Place(None, 0)
    if not about.visible:
        await path.show_path_to(session, about)
    await path.hide_from(session, conversation_id, about.depth)
    return Place(about.parent_id, about.depth)


def _content(started: StartedTurn) -> dict[str, Any]:
    content: dict[str, Any] = {"text": started.text}
    if started.filters is not None:
        content["filters"] = [filter_to_json(one) for one in started.filters]
    if started.ignore:
        content["ignore"] = list(started.ignore)
    if started.photos:
        content["photos"] = [str(one) for one in started.photos]
    if started.situation is not None:
        content["situation"] = started.situation.as_json()
    return content


def _notes(notices: tuple[str, ...]) -> dict[str, Any]:
    return {"told": {"notices": list(notices)}} if notices else {}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
