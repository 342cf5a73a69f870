# One set of commands for people and for CI.
MVN ?= mvn -B

.PHONY: build test verify format golden demo clean

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

demo: ## a synthetic organisation, polled by the real agent
	./mlops-exporter demo

clean:
	$(MVN) -q clean
