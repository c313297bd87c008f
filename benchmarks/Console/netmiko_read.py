"""Reads consoles of VPCS with netmiko, a thread each. Usage: netmiko_read.py PORT..."""
import sys
from concurrent.futures import ThreadPoolExecutor

from netmiko import ConnectHandler


def read(port):
    console = ConnectHandler(device_type="generic_termserver_telnet", host="127.0.0.1", port=int(port))
    text = "".join(console.send_command_timing(command) for command in ("show version", "show ip", "show ipv6", "show arp"))
    console.remote_conn.close()
    return "MAC" in text


with ThreadPoolExecutor(len(sys.argv)) as pool:
    for complete in pool.map(read, sys.argv[1:]):
        print("complete" if complete else "incomplete")
