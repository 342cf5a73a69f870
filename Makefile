# One set of commands for people and for CI.
MVN ?= mvn -B

.PHONY: build test verify format golden image image-classes fuzz faults kills attack audit demo bench bench-full cost-benchmark clean

build: ## the runnable jar, target/mlops-exporter.jar
	$(MVN) -q -DskipTests package

test: ## the inner loop: unit, property, contract and golden tests
	$(MVN) -Dquick test

verify: ## everything that needs nothing but a JDK and Maven
	$(MVN) verify

format: ## lay out the sources
	$(MVN) -q spotless:apply

golden: ## rewrite golden files and generated pages after a wanted change; look at the diff
	$(MVN) -Dquick -Dgolden.update=true test

# Where the simulators and the oracle are, and a Python that has aiohttp, graphql-core and cryptography
KIT ?= ../shared/acceptance
PYTHON ?= python3

fuzz: ## 100,000 mutated answers of each source, as many files and configurations, in a heap of 512 MiB; FUZZ="-Dfuzz.seed=7 -Dfuzz.mutants=5000" for others
	$(MVN) -Dquick -Dfuzz.mutants=100000 -DargLine=-Xmx512m $(FUZZ) -Dtest='FuzzTest,FileFuzzTest,ConfigFuzzTest' test

faults: build ## what is shown while sources fail, against the oracle at every scrape; ARGS="--sample 8 --seed 3" for a part
	$(PYTHON) .ci/faults.py --kit $(KIT) --python $(PYTHON) $(ARGS)

kills: build ## the same with 100 kills at random moments
	$(PYTHON) .ci/faults.py --kit $(KIT) --python $(PYTHON) --kills 100 $(ARGS)

attack: ## the port under 200 bad clients and 1,000 scrapes at once, held against the targets in time; ARGS="-Dattack.seed=2"
	@# the clients' own compiler would take a second of the processors that the agent is measured on
	$(MVN) -q -Dtest=NoSuch -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=AttackIT -Dattack=full -DargLine=-XX:TieredStopAtLevel=1 -Djacoco.skip $(ARGS) verify

audit: ## what the jar is made of, held against .ci/components.txt: new parts, licences, versions; known vulnerabilities where a scanner is
	$(MVN) -q -ntp org.cyclonedx:cyclonedx-maven-plugin:2.9.3:makeBom -DoutputName=mlops-exporter-sbom -DoutputFormat=json -DincludeTestScope=false
	.ci/check-bom.py target/mlops-exporter-sbom.json

image: ## the container image, target/jib-image.tar, with its bill of materials
	$(MVN) -Pimage -DskipTests package

image-classes: build ## which classes the image's archive holds, after larger changes
	src/main/image/classes.sh target/mlops-exporter.jar

demo: ## a synthetic organisation, polled by the real agent
	./mlops-exporter demo

BENCH_JAVA = java -Xmx8g -cp "target/bench-classes:target/test-classes:target/classes:$$(cat target/bench.classpath)" io.mlopsexporter.bench.Bench
bench: bench-classes ## what it costs, against the targets: the parts, and the whole at 10 and 1,000 repositories; BENCH="1000" for a part
	$(BENCH_JAVA) $(BENCH)

bench-full: bench-classes ## the same, and 10,000 repositories
	$(BENCH_JAVA) full

.PHONY: bench-classes
bench-classes: build
	$(MVN) -q -Dquick -Pbench test-compile

BILL ?= target/bill.csv
cost-benchmark: build ## time and memory of a bill of a million rows, with a heap of 64 MiB
	$(MVN) -q -Dquick test-compile
	java -cp target/mlops-exporter.jar:target/test-classes io.mlopsexporter.source.cost.CostBenchmark generate $(BILL) 1000000
	/usr/bin/time -v java -Xmx64m -cp target/mlops-exporter.jar:target/test-classes io.mlopsexporter.source.cost.CostBenchmark read $(BILL)

clean:
	$(MVN) -q clean
