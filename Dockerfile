# The image for those who build with Docker: the same files as Maven's profile "image" lays out (docs/image.md), on a base without a shell.
#   docker build --tag mlops-exporter .
FROM maven:3-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -B -ntp -Pimage -Dmaven.test.skip=true -Dspotless.check.skip=true -Djib.skip=true package

FROM gcr.io/distroless/java-base-debian12
COPY --from=build /build/target/image/runtime /
COPY --from=build /build/target/image/dependencies /
COPY --from=build /build/target/image/application /
ENV MALLOC_ARENA_MAX=2
USER 65532:65532
WORKDIR /app
EXPOSE 10808
ENTRYPOINT ["/opt/java/bin/java", "@options"]
CMD ["--help"]
