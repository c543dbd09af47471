"""https://drafts.csswg.org/web-animations-1/#the-animation-interface"""

import math
from typing import TYPE_CHECKING

from webapis.animation.dictionaries import OWN_TIMELINE
from webapis.animation.keyframe_effect import AnimationEffect, KeyframeEffect
from webapis.animation.playback_event import AnimationPlaybackEvent
from webapis.animation.promises import LazyPromise
from webapis.animation.timeline import AnimationTimeline
from webapis.dom.event_target import EventTarget
from webapis.idl.exceptions import dom_exception, type_error

if TYPE_CHECKING:
    from webapis.animation.document_animations import DocumentAnimations
    from webapis.dom.document import Document
    from webapis.dom.element import Element
    from webapis.html.window import Window


class Animation(EventTarget):
    """https://drafts.csswg.org/web-animations-1/#animation"""

    def __init__(
        self, window: "Window", effect: AnimationEffect | None = None, timeline: object = OWN_TIMELINE
    ) -> None:
        super().__init__()
        from webapis.animation.document_animations import animations_of

        self.window = window
        self.document: Document = window.document
        self.registry: DocumentAnimations = animations_of(self.document)
        self.sequence = self.registry.next_sequence()
        self.id = ""
        self.own_effect: AnimationEffect | None = None
        self.own_timeline: AnimationTimeline | None = None
        self.start: float | None = None
        self.hold: float | None = None
        self.rate = 1.0
        self.pending_rate: float | None = None
        self.previous_current_time: float | None = None
        self.pending_task = ""
        """https://drafts.csswg.org/web-animations-1/#pending-play-task: `play`, `pause` or nothing"""
        self.replace_state = "active"
        self.ready_promise = LazyPromise()
        self.ready_promise.resolve(self)
        self.finished_promise = LazyPromise()
        self.finish_is_queued = False
        # https://drafts.csswg.org/web-animations-1/#dom-animation-animation
        if timeline is OWN_TIMELINE:
            self.own_timeline = self.registry.timeline
        elif isinstance(timeline, AnimationTimeline):
            self.own_timeline = timeline
        if effect is not None:
            self.effect = effect

    # What dispatch and bindings ask.

    @property
    def interface_name(self) -> str:
        return "Animation"

    def report_exception(self, error: Exception) -> None:
        self.window.report_exception(error)

    # https://drafts.csswg.org/web-animations-1/#composite-order

    def composite_key(self) -> tuple[int, int, int, str]:
        """Animations of one target in the order in which they apply."""
        return (2, self.sequence, 0, "")

    def keyframe_effect(self) -> "KeyframeEffect | None":
        """Its effect, if it has keyframes."""
        return self.own_effect if isinstance(self.own_effect, KeyframeEffect) else None

    def owning_element(self) -> "Element | None":
        """https://drafts.csswg.org/css-animations-2/#owning-element-section; script's animations have none."""
        return None

    def event_key(self) -> tuple[int, int, int, str]:
        """The same for the order of events."""
        return self.composite_key()

    def event_element(self) -> "Element | None":
        """And of their elements."""
        return self.owning_element()

    # What animations that style sheets started tell besides: see css_owned_animation.py.

    def has_news(self) -> bool:
        """Whether there is something to tell with the next frame."""
        return False

    def sample_events(self) -> None:
        """Tell it."""

    def next_boundary(self, time: float) -> tuple[float | None, bool]:
        """The local time after (or, backwards, before) the given one at which there is something to tell, if ever, and whether it
        is worth waiting for."""
        limit = self.end_time if self.rate > 0 else 0.0
        is_ahead = limit > time if self.rate > 0 else limit < time
        return (limit if is_ahead and math.isfinite(limit) else None), True

    def description(self) -> str:
        """What somebody is told who waits for it."""
        return f"animation {self.id}".rstrip()

    # What scripts read is as styles say now: https://drafts.csswg.org/css-animations-2/#requirements-on-pending-style-changes

    def flush(self) -> None:
        """Changes of styles may have changed it."""

    def taken_over(self, was_paused: bool) -> None:
        """A script has said how it plays, and it does otherwise than before: its style does not say it any more."""

    def before_idle(self) -> None:
        """Its times are about to be unresolved."""

    @property
    def play_state_now(self) -> str:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-playstate"""
        self.flush()
        return self.play_state

    @property
    def pending_now(self) -> bool:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-pending"""
        self.flush()
        return self.pending

    @property
    def start_time_now(self) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-starttime"""
        self.flush()
        return self.start_time

    @start_time_now.setter
    def start_time_now(self, value: float | None) -> None:
        self.flush()
        was_paused = self.play_state == "paused"
        self.start_time = value
        self.taken_over(was_paused)

    @property
    def current_time_now(self) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-currenttime"""
        self.flush()
        return self.current_time

    @current_time_now.setter
    def current_time_now(self, value: float | None) -> None:
        self.flush()
        self.current_time = value

    # Frames.

    def next_change(self) -> tuple[float | None, bool]:
        """When a frame has to be run for it, and whether a page that waits for nothing else is still busy."""
        if self.pending_task or self.has_news():
            return -math.inf, True
        time = self.current_time
        if self.play_state != "running" or time is None or self.start is None or self.rate == 0:
            return None, True
        boundary, is_counted = self.next_boundary(time)
        if boundary is None:
            return None, True
        timeline = self.own_timeline
        due = self.start + boundary / self.rate + (0.0 if timeline is None else timeline.origin_time)
        return (due if math.isfinite(due) else None), is_counted

    def is_replaceable(self) -> bool:
        """https://drafts.csswg.org/web-animations-1/#replaceable-animation"""
        effect = self.own_effect
        if effect is None or self.replace_state == "removed" or self.owning_element() is not None:
            return False
        return self.play_state == "finished" and self.timeline_time is not None and effect.is_in_effect()

    # Times.

    @property
    def timeline_time(self) -> float | None:
        """The current time of its timeline."""
        timeline = self.own_timeline
        return None if timeline is None else timeline.current_time

    @property
    def current_time(self) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#the-current-time-of-an-animation"""
        if self.hold is not None:
            return self.hold
        time = self.timeline_time
        return None if time is None or self.start is None else (time - self.start) * self.rate

    @current_time.setter
    def current_time(self, value: float | None) -> None:
        self.silently_set_current_time(value)
        # 2. A pending pause is over.
        if self.pending_task == "pause":
            assert value is not None
            self.hold = value
            self.apply_pending_rate()
            self.start = None
            self.pending_task = ""
            self.ready_promise.resolve(self)
        # 3.
        self.update_finished_state(True, False)

    def silently_set_current_time(self, value: float | None) -> None:
        """https://drafts.csswg.org/web-animations-1/#silently-set-the-current-time"""
        if value is None:
            if self.current_time is not None:
                raise type_error("currentTime may not be changed from resolved to unresolved")
            return
        time = self.timeline_time
        if self.hold is not None or self.start is None or time is None or self.rate == 0:
            self.hold = value
        else:
            self.start = time - value / self.rate
        if time is None:
            self.start = None
        self.previous_current_time = None

    @property
    def start_time(self) -> float | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-starttime"""
        return self.start

    @start_time.setter
    def start_time(self, value: float | None) -> None:
        # https://drafts.csswg.org/web-animations-1/#setting-the-start-time-of-an-animation
        time = self.timeline_time
        if time is None and value is not None:
            self.hold = None
        previous = self.current_time
        self.apply_pending_rate()
        self.start = value
        if value is None:
            self.hold = previous
        elif self.rate != 0:
            self.hold = None
        if self.pending_task:
            self.pending_task = ""
            self.ready_promise.resolve(self)
        self.update_finished_state(True, False)

    @property
    def end_time(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#associated-effect-end"""
        return 0.0 if self.own_effect is None else self.own_effect.timing.end_time

    # Rates.

    @property
    def playback_rate(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-playbackrate"""
        return self.rate

    @playback_rate.setter
    def playback_rate(self, value: float) -> None:
        # https://drafts.csswg.org/web-animations-1/#setting-the-playback-rate-of-an-animation
        self.pending_rate = None
        previous = self.current_time
        self.rate = value
        if previous is not None:
            self.current_time = previous
        self.changed()

    @property
    def effective_rate(self) -> float:
        """https://drafts.csswg.org/web-animations-1/#effective-playback-rate"""
        return self.rate if self.pending_rate is None else self.pending_rate

    def apply_pending_rate(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#apply-any-pending-playback-rate"""
        if self.pending_rate is not None:
            self.rate, self.pending_rate = self.pending_rate, None

    def update_playback_rate(self, playback_rate: float) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-updateplaybackrate"""
        previous_state = self.play_state
        self.pending_rate = playback_rate
        if self.pending_task:
            return
        if previous_state in ("idle", "paused") or self.current_time is None:
            self.apply_pending_rate()
        elif previous_state == "finished":
            unconstrained = self.unconstrained_time()
            time = self.timeline_time
            if unconstrained is not None and time is not None:
                self.start = time if playback_rate == 0 else time - unconstrained / playback_rate
            self.apply_pending_rate()
            self.update_finished_state(False, False)
        else:
            self.play_again(False)
        self.changed()

    def unconstrained_time(self) -> float | None:
        """The current time as if nothing held it."""
        time = self.timeline_time
        if time is None or self.start is None:
            return self.hold
        return (time - self.start) * self.rate

    # States.

    @property
    def pending(self) -> bool:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-pending"""
        return self.pending_task != ""

    @property
    def play_state(self) -> str:
        """https://drafts.csswg.org/web-animations-1/#play-states"""
        time = self.current_time
        if time is None and self.start is None and not self.pending_task:
            return "idle"
        if self.pending_task == "pause" or (self.start is None and self.pending_task != "play"):
            return "paused"
        rate = self.effective_rate
        if time is not None and ((rate > 0 and time >= self.end_time) or (rate < 0 and time <= 0)):
            return "finished"
        return "running"

    def play(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-play"""
        self.play_again(True)

    def play_again(self, auto_rewind: bool) -> None:
        """https://drafts.csswg.org/web-animations-1/#playing-an-animation-section"""
        aborted_pause = self.pending_task == "pause"
        has_pending_ready = False
        seek: float | None = None
        rate = self.effective_rate
        time = self.current_time
        # 6. Where it begins.
        if auto_rewind:
            end = self.end_time
            if rate >= 0 and (time is None or time < 0 or time >= end):
                seek = 0.0
            elif rate < 0 and (time is None or time <= 0 or time > end):
                if math.isinf(end):
                    raise dom_exception(
                        "InvalidStateError", "Cannot play reversed Animation with infinite target effect end."
                    )
                seek = end
        if seek is None and self.start is None and time is None:
            seek = 0.0
        # 7-8.
        if seek is not None:
            self.hold = seek
            self.start = None
        elif self.hold is not None:
            self.start = None
        # 9-10. What was pending is not any more.
        if self.pending_task:
            self.pending_task = ""
            has_pending_ready = True
        # 11. Nothing to do.
        if self.hold is None and seek is None and not aborted_pause and self.pending_rate is None:
            return
        # 12-13.
        if not has_pending_ready:
            self.ready_promise = LazyPromise()
        self.pending_task = "play"
        self.update_finished_state(False, False)

    def pause(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-pause"""
        if self.pending_task == "pause" or self.play_state == "paused":
            return
        time = self.current_time
        if time is None:
            if self.effective_rate >= 0:
                self.hold = 0.0
            elif math.isinf(self.end_time):
                raise dom_exception(
                    "InvalidStateError", "Cannot play reversed Animation with infinite target effect end."
                )
            else:
                self.hold = self.end_time
        has_pending_ready = self.pending_task == "play"
        if not has_pending_ready:
            self.ready_promise = LazyPromise()
        self.pending_task = "pause"
        self.update_finished_state(False, False)

    def become_ready(self, ready_time: float) -> None:
        """https://drafts.csswg.org/web-animations-1/#pending-play-task and #pending-pause-task, at a time of the timeline"""
        task, self.pending_task = self.pending_task, ""
        if task == "play":
            if self.hold is not None:
                self.apply_pending_rate()
                self.start = ready_time if self.rate == 0 else ready_time - self.hold / self.rate
                if self.rate != 0:
                    self.hold = None
            elif self.start is not None and self.pending_rate is not None:
                match_time = (ready_time - self.start) * self.rate
                self.apply_pending_rate()
                if self.rate == 0:
                    self.hold, self.start = match_time, ready_time
                else:
                    self.start = ready_time - match_time / self.rate
        else:
            if self.start is not None and self.hold is None:
                self.hold = (ready_time - self.start) * self.rate
            self.apply_pending_rate()
            self.start = None
        self.ready_promise.resolve(self)
        self.update_finished_state(False, False)

    def reverse(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-reverse"""
        if self.timeline_time is None:
            raise dom_exception("InvalidStateError", "Cannot reverse an animation with no active timeline")
        self.flush()
        was_paused = self.play_state == "paused"
        original = self.pending_rate
        self.pending_rate = -self.effective_rate
        try:
            self.play_again(True)
        except Exception:
            self.pending_rate = original
            raise
        self.taken_over(was_paused)

    def finish(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-finish"""
        rate = self.effective_rate
        if rate == 0 or (rate > 0 and math.isinf(self.end_time)):
            raise dom_exception("InvalidStateError", "Cannot finish Animation with an infinite target effect end.")
        self.apply_pending_rate()
        limit = self.end_time if rate > 0 else 0.0
        self.silently_set_current_time(limit)
        time = self.timeline_time
        if self.start is None and time is not None:
            self.start = time - limit / self.rate
        if self.pending_task == "pause" and self.start is not None:
            self.hold = None
        if self.pending_task and self.start is not None:
            self.pending_task = ""
            self.ready_promise.resolve(self)
        self.update_finished_state(True, True)

    def cancel(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-cancel"""
        if self.play_state != "idle":
            # 1.1-1.3 Pending tasks and promises.
            if self.pending_task:
                self.pending_task = ""
                self.apply_pending_rate()
                self.ready_promise.reject(dom_exception("AbortError", "The user aborted a request."))
                self.ready_promise = LazyPromise()
                self.ready_promise.resolve(self)
            if not self.finished_promise.is_resolved:
                self.finished_promise.reject(dom_exception("AbortError", "The user aborted a request."))
            self.finished_promise = LazyPromise()
            # 1.4-1.7 Its event.
            self.registry.queue_event(self, self.playback_event("cancel", None), self.timeline_time)
        self.hold = self.start = None
        self.changed()

    def playback_event(self, type: str, time: float | None) -> AnimationPlaybackEvent:
        """https://drafts.csswg.org/web-animations-1/#animation-playback-event-types"""
        event = AnimationPlaybackEvent(type)
        event.current_time = time
        event.timeline_time = self.timeline_time
        return event

    # https://drafts.csswg.org/web-animations-1/#updating-the-finished-state

    def update_finished_state(self, did_seek: bool, notify_at_once: bool) -> None:
        """Hold the time at the end, and tell."""
        # 1-2. It does not run over its end, unless a script set it there.
        time = self.current_time if did_seek else self.unconstrained_time()
        if self.start is not None and not self.pending_task and time is not None:
            if self.rate > 0 and time >= self.end_time:
                if did_seek:
                    self.hold = time
                else:
                    previous = self.previous_current_time
                    self.hold = self.end_time if previous is None else max(previous, self.end_time)
            elif self.rate < 0 and time <= 0:
                previous = self.previous_current_time
                self.hold = time if did_seek else 0.0 if previous is None else min(previous, 0.0)
            elif self.rate != 0 and self.timeline_time is not None:
                if did_seek and self.hold is not None:
                    self.start = (self.timeline_time or 0.0) - self.hold / self.rate
                self.hold = None
        self.previous_current_time = self.current_time
        # 4-6. The promise.
        if self.play_state == "finished":
            if not self.finished_promise.is_resolved:
                if notify_at_once:
                    self.finish_is_queued = False
                    self.notify_finished()
                elif not self.finish_is_queued:
                    self.finish_is_queued = True
                    self.document.agent.host.queue_microtask(self.notify_if_queued)
        elif self.finished_promise.is_resolved:
            self.finished_promise = LazyPromise()
        self.changed()

    def notify_if_queued(self) -> None:
        """The microtask, unless the notification came before it."""
        if self.finish_is_queued:
            self.finish_is_queued = False
            self.notify_finished()

    def notify_finished(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#finish-notification-steps"""
        if self.play_state != "finished":
            return
        self.finished_promise.resolve(self)
        time = self.timeline_time
        scheduled = None
        if time is not None and self.start is not None and self.rate != 0:
            scheduled = self.start + (self.end_time if self.rate > 0 else 0.0) / self.rate
        self.registry.queue_event(self, self.playback_event("finish", self.current_time), scheduled)

    # Effect, timeline.

    @property
    def effect(self) -> AnimationEffect | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-effect"""
        return self.own_effect

    @effect.setter
    def effect(self, value: AnimationEffect | None) -> None:
        # https://drafts.csswg.org/web-animations-1/#setting-the-associated-effect
        old = self.own_effect
        if value is old:
            return
        if value is not None and value.animation is not None:
            value.animation.effect = None
        if old is not None:
            self.registry.forget_effect(old)
            old.animation = None
        self.own_effect = value
        if value is not None:
            value.animation = self
        self.update_finished_state(False, False)

    @property
    def timeline(self) -> AnimationTimeline | None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-timeline"""
        return self.own_timeline

    @timeline.setter
    def timeline(self, value: AnimationTimeline | None) -> None:
        # https://drafts.csswg.org/web-animations-1/#setting-the-timeline
        if value is self.own_timeline:
            return
        self.before_idle()
        self.own_timeline = value
        if self.start is not None:
            self.hold = None
        self.update_finished_state(False, False)

    def changed(self) -> None:
        """Its effect may have begun or ended to apply."""
        self.registry.animation_changed(self)

    # Promises.

    @property
    def ready(self) -> object:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-ready"""
        self.flush()
        return self.ready_promise.promise(self.window)

    @property
    def finished(self) -> object:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-finished"""
        self.flush()
        return self.finished_promise.promise(self.window)

    def persist(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-persist"""
        self.replace_state = "persisted"
        self.changed()

    def commit_styles(self) -> None:
        """https://drafts.csswg.org/web-animations-1/#dom-animation-commitstyles"""
        from webapis.animation.committing import commit_styles

        commit_styles(self)
