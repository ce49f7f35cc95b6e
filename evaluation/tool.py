"""The tool as evaluations in Python ask it."""
import csv
import io
import os
import shlex
import subprocess

BUILT = "dotnet " + os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/Upright.Cli/bin/Release/net10.0/Upright.Cli.dll")


def add_arguments(parser):
    parser.add_argument("--upright", default=BUILT, help="the tool's command")
    parser.add_argument("--model", help="another model for the tool")


def command(args):
    """The words of the tool's command."""
    return shlex.split(args.upright)


def model(args):
    """What chooses the model, behind a subcommand."""
    return ["--model", args.model] if args.model else []


def answers(args, paths):
    """What `upright detect` says of pictures: the rows of its CSV, by their files."""
    said = subprocess.run([*command(args), "detect", *paths, "--csv", *model(args)], check=True, capture_output=True, text=True).stdout
    return {row["file"]: row for row in csv.DictReader(io.StringIO(said))}
