"""Calls of built-in methods by the type of the receiver; the places are those of templates.py."""

METHODS: dict[str, list[str]] = {
    "s": [
        *(
            "charAt(@k)",
            "slice(@k, @k)",
            "substring(@k, @k)",
            "substr(@k, @k)",
            "at(@k)",
            "toUpperCase()",
            "toLowerCase()",
        ),
        *(
            "trim()",
            "trimStart()",
            "trimEnd()",
            "padStart(@count, @s)",
            "padEnd(@count)",
            "repeat(@count & 3)",
            "concat(@x)",
        ),
        *(
            "replace(@s, @s)",
            "replaceAll(@s, @s)",
            "replace(@r, '[$&$1$`]')",
            "replace(@r, (m, p, o) => `${m}|${p}|${o}`)",
        ),
        *(
            "normalize('NFD')",
            "toWellFormed()",
            "charCodeAt(@k).toString()",
            "codePointAt(@k)?.toString(16)",
            "link(@s)",
        ),
        *(
            "indexOf(@s).toString()",
            "lastIndexOf(@s, @k).toString()",
            "startsWith(@s, @k).toString()",
            "endsWith(@s).toString()",
        ),
        *(
            "search(@r).toString()",
            "includes(@s).toString()",
            "split('').reverse().join('')",
            "isWellFormed().toString()",
        ),
    ],
    "a": [
        *("map(@callback)", "filter(@callback)", "slice(@k, @k)", "concat(@x)", "concat(@a, @x)", "flat()", "flat(2)"),
        *(
            "flatMap(@callback)",
            "reverse()",
            "toReversed()",
            "fill(@x, @k, @k)",
            "copyWithin(@k, @k)",
            "splice(@k, @k, @args)",
        ),
        *(
            "toSpliced(@k, @k, @args)",
            "with(@k, @x)",
            "map(String)",
            "map((v, i, l) => (l.length = 2, v))",
            "filter(Boolean)",
        ),
    ],
    "t": [
        *(
            "map(@callback)",
            "filter(@callback)",
            "subarray(@k, @k)",
            "slice(@k, @k)",
            "reverse()",
            "fill(@n, @k)",
            "sort()",
        ),
        *("toSorted((p, q) => $rank(q) - $rank(p))", "with(@k, @n)", "toReversed()", "copyWithin(@k, @k)"),
    ],
    "d": [
        *(
            "setUTCFullYear(@n)",
            "setUTCMonth(@n)",
            "setUTCDate(@n)",
            "setUTCHours(@n, @n)",
            "setMinutes(@n)",
            "setSeconds(@k, @n)",
        ),
        *("setTime(@n)", "setMonth(@k, @n)", "setFullYear(@n, @k, @k)", "setUTCMilliseconds(@n)", "setYear(@n)"),
    ],
    "dateread": [
        *(
            "getUTCDay",
            "getUTCFullYear",
            "getMonth",
            "getDate",
            "getHours",
            "getUTCMinutes",
            "getTimezoneOffset",
            "toISOString",
        ),
        *("toJSON", "toUTCString", "toString", "toDateString", "toTimeString", "valueOf", "getYear"),
    ],
}
