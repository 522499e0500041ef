#!/usr/bin/env python3
"""Runs a command, and writes down where it and all it starts reach for: every socket that is opened, every address that is spoken to.

    watch.py [--only NAME] COMMAND...

fails if anything but loopback was spoken to, and says who did. With --only, just the processes whose program is called NAME are judged.

The kernel itself is asked (seccomp's user notifications, Linux 5.6 and later), so nothing goes unseen, whatever library it goes through. Each call
is let through as it was; the watched processes cannot tell.
"""

import ctypes
import ipaddress
import os
import platform
import select
import struct
import sys
from collections import Counter
from fcntl import ioctl
from typing import NamedTuple, Optional

# By machine: seccomp's name for it, then the numbers of the calls.
MACHINES = {
    "x86_64": (0xC000003E, {"socket": 41, "connect": 42, "sendto": 44, "sendmsg": 46, "sendmmsg": 307, "seccomp": 317, "pidfd_open": 434, "pidfd_getfd": 438}),
    "aarch64": (0xC00000B7, {"socket": 198, "connect": 203, "sendto": 206, "sendmsg": 211, "sendmmsg": 269, "seccomp": 277, "pidfd_open": 434, "pidfd_getfd": 438}),
}
WATCHED = ["socket", "connect", "sendto", "sendmsg", "sendmmsg"]
UNIX, INET, NETLINK, INET6 = 1, 2, 16, 10
FAMILIES = {UNIX: "unix", INET: "inet", INET6: "inet6", NETLINK: "netlink"}

NO_NEW_PRIVS, SET_MODE_FILTER, NEW_LISTENER = 38, 1, 1 << 3
ALLOW, NOTIFY = 0x7FFF0000, 0x7FC00000
RECEIVE, SEND, CONTINUE = 0xC0502100, 0xC0182101, 1
NOTICE, ANSWER = struct.Struct("=QIIiIQ6Q"), struct.Struct("=QqiI")

LIBC = ctypes.CDLL(None, use_errno=True)


class Reach(NamedTuple):
    """One socket that was opened, or one address that was spoken to."""
    program: str
    call: str
    family: str
    address: Optional[str] = None

    def outside(self):
        """Whether it leaves the machine."""
        return self.address is not None and not ipaddress.ip_address(self.address).is_loopback


def syscall(name, *arguments):
    number = MACHINES[platform.machine()][1][name]
    result = LIBC.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


def program():
    """The filter: the watched calls are told, the others go their way."""
    machine, numbers = MACHINES[platform.machine()]
    load, equal, end = 0x20, 0x15, 0x06
    lines = [(load, 0, 0, 4), (equal, 1, 0, machine), (end, 0, 0, ALLOW), (load, 0, 0, 0)]
    for at, name in enumerate(WATCHED):
        lines.append((equal, len(WATCHED) - at, 0, numbers[name]))
    return b"".join(struct.pack("=HBBI", *line) for line in [*lines, (end, 0, 0, ALLOW), (end, 0, 0, NOTIFY)])


def become(command, told, may):
    """In the child: asks for the filter, tells the number of the listener, and becomes the command when that was fetched: then it closes."""
    lines = ctypes.create_string_buffer(program())
    header = ctypes.create_string_buffer(struct.pack("@HxxxxxxP", (len(lines) - 1) // 8, ctypes.addressof(lines)))
    LIBC.prctl(NO_NEW_PRIVS, 1, 0, 0, 0)
    listener = syscall("seccomp", ctypes.c_long(SET_MODE_FILTER), ctypes.c_long(NEW_LISTENER), header)
    os.write(told, str(listener).encode())
    os.read(may, 1)
    os.execvp(command[0], command)


def address(pid, place, length):
    """The family and address in the memory of `pid`."""
    if place == 0 or length < 2:
        return None, None
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(place)
        raw = memory.read(min(length, 28))
    family = struct.unpack_from("=H", raw)[0]
    if family == INET:
        return family, str(ipaddress.IPv4Address(raw[4:8]))
    if family == INET6:
        inner = ipaddress.IPv6Address(raw[8:24])
        return family, str(inner.ipv4_mapped or inner)
    return family, None


def spoken_to(pid, call, arguments):
    if call == "connect":
        return address(pid, arguments[1], arguments[2])
    if call == "sendto":
        return address(pid, arguments[4], arguments[5])
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        memory.seek(arguments[1])
        place, length = struct.unpack("=QI", memory.read(12))
    return address(pid, place, length)


def read(pid, number, arguments):
    """What a call reaches for; nothing where it is sent over a socket that is connected already."""
    numbers = MACHINES[platform.machine()][1]
    call = next(name for name in WATCHED if numbers[name] == number)
    try:
        name = os.path.basename(os.readlink(f"/proc/{pid}/exe"))
        family, where = (arguments[0], None) if call == "socket" else spoken_to(pid, call, arguments)
    except OSError:
        return None  # It has ended meanwhile.
    return family and Reach(name, call, FAMILIES.get(family, str(family)), where)


def watch(command):
    """Runs `command`; gives its exit code and each `Reach` with how often it was seen."""
    sys.stdout.flush()
    hears, told = os.pipe()
    may, let = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(let)
            become(command, told, may)
        except OSError as fault:
            print(f"watch.py: {fault}", file=sys.stderr, flush=True)
        os._exit(127)
    os.close(told)
    number = os.read(hears, 16)
    os.close(hears)
    if not number:
        os.waitpid(child, 0)
        sys.exit("watch.py: this kernel or container does not let processes be watched (seccomp user notifications, Linux 5.6 and later)")
    holder = syscall("pidfd_open", ctypes.c_long(child), ctypes.c_long(0))
    listener = syscall("pidfd_getfd", ctypes.c_long(holder), ctypes.c_long(int(number)), ctypes.c_long(0))
    os.close(let)
    seen, ready = Counter(), select.poll()
    ready.register(listener, select.POLLIN)
    ready.register(holder, select.POLLIN)
    while True:
        events = dict(ready.poll())
        if events.get(listener, 0) & select.POLLIN:
            answer(listener, seen)
        elif holder in events or listener in events:
            # What it has left running speaks to nobody that answers, and ends.
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen


def answer(listener, seen):
    notice = bytearray(NOTICE.size)
    try:
        ioctl(listener, RECEIVE, notice)
        number, pid, _, call, _, _, *arguments = NOTICE.unpack(notice)
        if reach := read(pid, call, arguments):
            seen[reach] += 1
        ioctl(listener, SEND, ANSWER.pack(number, 0, 0, CONTINUE))
    except FileNotFoundError:
        pass  # Its thread has ended before the answer.


def main():
    only, command = None, sys.argv[1:]
    if command[:1] == ["--only"]:
        only, command = command[1], command[2:]
    if not command:
        sys.exit(__doc__)
    if platform.machine() not in MACHINES or sys.platform != "linux":
        print("watch.py: only Linux on x86_64 and aarch64 can be watched: run without a look at the network", file=sys.stderr)
        os.execvp(command[0], command)
    code, seen = watch(command)
    judged = [reach for reach in seen if only in (None, reach.program)]
    outside = [reach for reach in judged if reach.outside()]
    for reach in sorted(outside):
        print(f"watch.py: `{reach.program}` spoke to {reach.address} ({reach.call}, {seen[reach]} times)", file=sys.stderr)
    inside = sum(seen[reach] for reach in judged if reach.address and not reach.outside())
    print(f"== the network: {inside} times loopback, {sum(seen[reach] for reach in outside)} times anything else")
    sys.exit(code or bool(outside))


if __name__ == "__main__":
    main()
