"""A chain of four tasks that do nothing, by Celery on Redis: python3 celery_chain.py PORT CHAINS ROUNDS prints the seconds of each round."""
import os
import subprocess
import sys
import time

from celery import Celery, chain

port = os.environ.get("CELERY_CHAIN_PORT") or sys.argv[1]
app = Celery("celery_chain", broker=f"redis://127.0.0.1:{port}/0", backend=f"redis://127.0.0.1:{port}/1")
app.conf.worker_prefetch_multiplier = 64


@app.task(name="noop")
def noop(value=None):
    return value


def main():
    chains, rounds = int(sys.argv[2]), int(sys.argv[3])
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "celery_chain", "worker", "--concurrency", "2", "--loglevel", "ERROR",
         "--without-gossip", "--without-mingle", "--without-heartbeat"],
        env={"PYTHONPATH": sys.path[0], "CELERY_CHAIN_PORT": port, "PATH": "/usr/bin:/bin", "C_FORCE_ROOT": "1"},
        stdout=subprocess.DEVNULL)
    try:
        noop.delay(1).get(timeout=60)
        for _ in range(rounds):
            began = time.monotonic()
            results = [chain(noop.s(1), noop.s(), noop.s(), noop.s())() for _ in range(chains)]
            for result in results:
                result.get(timeout=300)
            print(time.monotonic() - began, flush=True)
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    main()
