# Needs git, make and Python 3.11 or newer; everything else goes into .venv by itself.
PORT ?= 8000
PYTHON := .venv/bin/python
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help run test mutants walks html-checker check format strings preview reset bench pictures recordings package verify-audit startup rehearse bell doctor verify-deployed install-owner erasures records recovery-key open-backup

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

run: $(READY) ## start the service on localhost:8000 (PORT=8001 changes the port)
	@exec $(PYTHON) -m infra.local --port '$(PORT)'

test: $(READY) ## run the tests, on two cores
	@exec $(PYTHON) -m pytest -n 2

walks: $(READY) ## run every test, also the walks over every page, role, language and state
	@CI=true exec $(PYTHON) -m pytest -n 2

mutants: $(READY) ## change the pure rules one thing at a time; names what no test notices (long)
	@$(PYTHON) -m mutmut run --max-children 2
	@exec $(PYTHON) -m mutmut results

html-checker: tests/html/node_modules/.package-lock.json ## fetch the checker of HTML, for the walks (wants node and npm)

tests/html/node_modules/.package-lock.json: tests/html/package-lock.json
	@npm ci --prefix tests/html --ignore-scripts --no-audit --no-fund --loglevel=error

check: $(READY) ## format check, lint, types, then the tests: what CI runs
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	@$(MAKE) --no-print-directory test

format: $(READY) ## put the code in the agreed form
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

strings: $(READY) ## carry what changed in bokmål to the other languages; names what is left to do
	@exec $(PYTHON) -m infra.strings

preview: $(READY) ## render every page in every language to build/preview/index.html
	@exec $(PYTHON) -m infra.preview

verify-audit: $(READY) ## check the chain of the audit logs; names the first broken link
	@exec $(PYTHON) -m infra.verify_audit

reset: ## forget the local data
	rm -rf .local

bench: $(READY) ## print the figures kept in docs/
	@exec $(PYTHON) -m tests.bench

pictures: $(READY) ## take the pictures of the README anew (wants Chromium)
	@exec $(PYTHON) -m tests.browser.pictures

recordings: $(READY) ## write the page to read questions aloud with, for grades 1-4; FROM=folder takes in what was read
	@exec $(PYTHON) -m infra.recordings $(if $(FROM),--from '$(FROM)')

package: $(READY) ## build the sides' zips and templates for AWS into build/
	@exec $(PYTHON) -m infra.package

rehearse: $(READY) ## deploy the zips to an AWS on this machine, use them, try the rights (KEEP=1: leave it)
	@$(PYTHON) -m infra.package --host
	@exec $(PYTHON) -m infra.rehearsal $(if $(KEEP),--keep)

bell: $(READY) ## a thousand pupils in a minute, twenty on one code, guesses (after make rehearse)
	@exec $(PYTHON) -m infra.rehearsal.bell

doctor: $(READY) ## look an installation over: PUBLIC_URL=... STAFF_URL=... make doctor
	@exec $(PYTHON) -m infra.doctor --public-url '$(PUBLIC_URL)' --staff-url '$(STAFF_URL)'

verify-deployed: $(READY) ## compare what runs in AWS with a release, built anew: TAG=v2026.11
	@exec $(PYTHON) -m infra.verify_deployed --tag "$$TAG"

install-owner: $(READY) ## make a school owner's first account: NAME='...' EMAIL='...' (PROGRAMME=yes: the programme's)
	@exec $(PYTHON) -m infra.install --name "$$NAME" --email "$$EMAIL" $(if $(PROGRAMME),--programme)

erasures: $(READY) ## print what a restore must erase again: SINCE=2026-11-01
	@exec $(PYTHON) -m infra.erasures --since "$$SINCE"

recovery-key: $(READY) ## make the key that copies of cases in a second account are sealed for: FILE=recovery.pem
	@exec $(PYTHON) -m infra.case_backup.recovery_key "$$FILE"

open-backup: $(READY) ## open what a second account kept of cases: FROM=folder KEY=recovery.pem TO=folder
	@exec $(PYTHON) -m infra.case_backup --from "$$FROM" --key "$$KEY" --to "$$TO"

records: $(READY) ## write what is stored of whom, for the data protection officer (NAMES=file.toml)
	@exec $(PYTHON) -m infra.records $(if $(NAMES),--names "$$NAMES")

startup: $(READY) ## measure start-up and memory of the real zips (wants make package's Python)
	@$(PYTHON) -m infra.package --host
	@exec $(PYTHON) -m tests.bench.startup

# A newer Python is tried first. A name on the path may be a stub that fails, so each one is run.
$(READY): requirements.txt requirements-dev.txt
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  for python in python3.13 python3.12 python3.11 python3 python; do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	    python=; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo 'Python 3.11 or newer is missing. Install it (Debian: apt-get install python3 python3-venv) and run make again.' >&2; \
	    exit 1; \
	  fi; \
	  if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	    echo "The venv module of $$python is missing. Install it (Debian: apt-get install python3-venv) and run make again." >&2; \
	    exit 1; \
	  fi; \
	  echo "Building .venv with $$python; this happens once." >&2; \
	  "$$python" -m venv --clear .venv || exit 1; \
	fi
	@echo 'Installing what requirements-dev.txt names ...' >&2
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(READY)
