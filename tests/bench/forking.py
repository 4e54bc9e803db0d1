"""`python -m tests.bench.forking PORT`: for each line that comes in a server is forked, and its number and its end are told."""

import os
import sys

import uvicorn

from config.asgi import application

if __name__ == "__main__":
    for _line in sys.stdin:
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdout.fileno())
            uvicorn.run(application, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)
