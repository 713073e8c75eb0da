.PHONY: run test bench dev check format

run: ; @bash scripts/run.sh
test: ; @bash scripts/test.sh
bench: ; @bash scripts/bench.sh
dev: ; @bash scripts/dev.sh
check: ; @bash scripts/check.sh
format: ; @bash scripts/format.sh
