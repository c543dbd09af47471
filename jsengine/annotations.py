"""Words of annotations, for modules that `whipsnake run` needs: importing `typing` takes longer than running a small script."""

TYPE_CHECKING = False  # as type checkers know it

if TYPE_CHECKING:
    from typing import Final
else:

    class Final:
        """What annotations are evaluated to where mypyc does not compile them."""

        def __class_getitem__(cls, _: object) -> type:
            return cls


__all__ = ["TYPE_CHECKING", "Final"]
