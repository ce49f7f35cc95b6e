#!/usr/bin/env python3
"""Asks Upright's service for an upright picture. Python's own library is enough.

    service_client.py photo.jpg upright.jpg [http://127.0.0.1:5080]
"""
import json
import sys
import urllib.error
import urllib.request

source, target, *rest = sys.argv[1:]
address = rest[0] if rest else "http://127.0.0.1:5080"
with open(source, "rb") as picture:
    request = urllib.request.Request(address.rstrip("/") + "/v1/fix", data=picture.read(), headers={"Content-Type": "application/octet-stream"})
try:
    with urllib.request.urlopen(request, timeout=120) as answer, open(target, "wb") as upright:
        upright.write(answer.read())
        print(answer.headers["Upright-Angle"], answer.headers["Upright-Decision"])
except urllib.error.HTTPError as error:  # problem+json: what happened, and what helps
    problem = json.load(error)
    sys.exit(f"{source}: {problem['title']} {problem.get('detail', '')}")
