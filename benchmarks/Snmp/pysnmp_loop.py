"""GET of sysUpTime.0 at many agents with pysnmp, one request in flight at each.

Usage: pysnmp_loop.py SECONDS PORT...; prints answers, failures and the CPU in microseconds.
"""
import resource
import sys
import time

from pysnmp.hlapi.asyncore import (
    CommunityData, ContextData, ObjectIdentity, ObjectType, SnmpEngine, UdpTransportTarget, getCmd)

until = time.monotonic() + float(sys.argv[1])
engine = SnmpEngine()
community = CommunityData("public")
context = ContextData()
answers = failures = 0


def ask(target):
    getCmd(engine, community, target, context, ObjectType(ObjectIdentity("1.3.6.1.2.1.1.3.0")),
           cbFun=answered, cbCtx=target, lookupMib=False)


def answered(_engine, _handle, error, status, _index, _binds, target):
    global answers, failures
    if error or status:
        failures += 1
    else:
        answers += 1
    if time.monotonic() < until:
        ask(target)


before = resource.getrusage(resource.RUSAGE_SELF)
for port in sys.argv[2:]:
    ask(UdpTransportTarget(("127.0.0.1", int(port)), timeout=1, retries=0))
engine.transportDispatcher.runDispatcher()
after = resource.getrusage(resource.RUSAGE_SELF)
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(answers, failures, int(cpu * 1e6))
