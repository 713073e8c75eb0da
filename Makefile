.PHONY: run test dev check

run: ; @bash scripts/run.sh
test: ; @bash scripts/test.sh
dev: ; @bash scripts/dev.sh
check: ; @bash scripts/check.sh
