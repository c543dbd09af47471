"""https://w3c.github.io/deviceorientation/#device-orientation-model: what scripts dispatch; no sensor does."""

from webapis.dom.event import Event, EventInit


class DeviceOrientationEventInit(EventInit):
    """https://w3c.github.io/deviceorientation/#dictdef-deviceorientationeventinit"""

    alpha: float | None = None
    beta: float | None = None
    gamma: float | None = None
    absolute: bool = False


class DeviceOrientationEvent(Event):
    """https://w3c.github.io/deviceorientation/#deviceorientationevent"""

    def __init__(self, type: str, event_init: DeviceOrientationEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = DeviceOrientationEventInit() if event_init is None else event_init
        self.alpha = init.alpha
        self.beta = init.beta
        self.gamma = init.gamma
        self.absolute = init.absolute


class DeviceMotionEventAccelerationInit:
    """https://w3c.github.io/deviceorientation/#dictdef-devicemotioneventaccelerationinit"""

    x: float | None = None
    y: float | None = None
    z: float | None = None


class DeviceMotionEventRotationRateInit:
    """https://w3c.github.io/deviceorientation/#dictdef-devicemotioneventrotationrateinit"""

    alpha: float | None = None
    beta: float | None = None
    gamma: float | None = None


class DeviceMotionEventInit(EventInit):
    """https://w3c.github.io/deviceorientation/#dictdef-devicemotioneventinit"""

    acceleration: DeviceMotionEventAccelerationInit | None = None
    acceleration_including_gravity: DeviceMotionEventAccelerationInit | None = None
    rotation_rate: DeviceMotionEventRotationRateInit | None = None
    interval: float = 0.0


class DeviceMotionEventAcceleration:
    """https://w3c.github.io/deviceorientation/#devicemotioneventacceleration"""

    wrapper: object

    def __init__(self, init: DeviceMotionEventAccelerationInit) -> None:
        self.wrapper = None
        self.x = init.x
        self.y = init.y
        self.z = init.z


class DeviceMotionEventRotationRate:
    """https://w3c.github.io/deviceorientation/#devicemotioneventrotationrate"""

    wrapper: object

    def __init__(self, init: DeviceMotionEventRotationRateInit) -> None:
        self.wrapper = None
        self.alpha = init.alpha
        self.beta = init.beta
        self.gamma = init.gamma


class DeviceMotionEvent(Event):
    """https://w3c.github.io/deviceorientation/#devicemotionevent"""

    def __init__(self, type: str, event_init: DeviceMotionEventInit | None = None) -> None:
        super().__init__(type, event_init)
        init = DeviceMotionEventInit() if event_init is None else event_init
        self.acceleration = acceleration_of(init.acceleration)
        self.acceleration_including_gravity = acceleration_of(init.acceleration_including_gravity)
        rate = init.rotation_rate
        self.rotation_rate = None if rate is None else DeviceMotionEventRotationRate(rate)
        self.interval = init.interval


def acceleration_of(init: DeviceMotionEventAccelerationInit | None) -> DeviceMotionEventAcceleration | None:
    """The object of a dictionary."""
    return None if init is None else DeviceMotionEventAcceleration(init)
