"""Work spread over processes, where it pays and the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Final, TypeVar

from yuebao.model.fault import Fault

_Part = TypeVar("_Part")
_Result = TypeVar("_Result")
_RESULT, _ERROR, _END = "result", "error", "end"
_FORK: Final = "fork"


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[_Part], Iterable[_Result]], parts: Sequence[_Part], workers: int
) -> Iterator[_Result]:
    """The results of all parts, in any order. Each worker takes the next part when it is done with its last.

    With one worker or one part, or where the system cannot fork, the work is done here. An exception in a worker is
    raised here; a worker that was killed is a `Fault`. However this ends, by a kill too, no worker is left behind.
    """
    count = min(workers, len(parts))
    if count < 2 or _FORK not in multiprocessing.get_all_start_methods():
        for part in parts:
            yield from work(part)
        return
    context: Any = multiprocessing.get_context(_FORK)
    taken = context.Value("i", 0)
    gc.freeze()  # the collector would touch, and so copy, every page that the workers share with this process
    processes, readers = [], []
    try:
        for _ in range(count):
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            process = context.Process(target=_serve, args=(work, parts, taken, writer, readers), daemon=True)
            process.start()
            writer.close()
            processes.append(process)
        yield from _received(readers)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        gc.unfreeze()


def _serve(
    work: Callable[[_Part], Iterable[_Result]],
    parts: Sequence[_Part],
    taken: Any,
    writer: Connection,
    readers: Sequence[Connection],
) -> None:
    """A worker's life. It ends with that of the process that reads, however that one ended: a pipe breaks only when
    nobody holds its other end, and by the fork every worker does."""
    for reader in readers:
        reader.close()
    with suppress(BrokenPipeError):
        _work_through(work, parts, taken, writer)


def _work_through(
    work: Callable[[_Part], Iterable[_Result]], parts: Sequence[_Part], taken: Any, writer: Connection
) -> None:
    try:
        while True:
            with taken.get_lock():
                index = taken.value
                taken.value += 1
            if index >= len(parts):
                break
            for result in work(parts[index]):
                writer.send((_RESULT, result))
        writer.send((_END, None))
    except KeyboardInterrupt:
        pass
    except Exception as error:
        error.add_note(traceback.format_exc())
        writer.send((_ERROR, error))


def _received(readers: list[Connection]) -> Iterator[Any]:
    while readers:
        for ready in wait(readers):
            assert isinstance(ready, Connection)
            try:
                kind, value = ready.recv()
            except EOFError as end:
                raise Fault("一个核验进程意外结束（内存可能不够），没有得出结果；请重新运行。") from end
            if kind == _ERROR:
                raise value
            if kind == _RESULT:
                yield value
            else:
                readers.remove(ready)
