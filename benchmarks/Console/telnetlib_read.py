"""Reads consoles of VPCS with telnetlib, a thread each. Usage: telnetlib_read.py PORT..."""
import sys
import telnetlib
import warnings
from concurrent.futures import ThreadPoolExecutor

warnings.simplefilter("ignore")


def read(port):
    with telnetlib.Telnet("127.0.0.1", int(port), 10) as console:
        console.write(b"\r")
        text = console.read_until(b"> ", 10)
        for command in (b"show version", b"show ip", b"show ipv6", b"show arp"):
            console.write(command + b"\r")
            text += console.read_until(b"> ", 10)
    return b"MAC" in text


with ThreadPoolExecutor(len(sys.argv)) as pool:
    for complete in pool.map(read, sys.argv[1:]):
        print("complete" if complete else "incomplete")
