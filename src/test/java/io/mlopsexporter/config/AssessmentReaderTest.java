package io.mlopsexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlopsexporter.config.AssessmentConfig.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Questionnaires that were filled in, well and badly. */
class AssessmentReaderTest {
    private static List<AssessmentConfig> read(String text) {
        return AssessmentReader.read(
                text, "maturity.yml", MaturityModel.bundled(), Set.of("fraud", "search"), LocalDate.of(2026, 11, 26));
    }

    @Test
    void whatIsUnknownIsLeftOut() {
        assertThat(read("""
                assessments:
                  - platform: true
                    assessed_on: 2026-11-01
                    role: platform_team
                    scores: {platform_team: 0.75}
                  - team: fraud
                    assessed_on: 2026-10-01
                    role: lead
                    scores:
                      cross_functional_team: unknown
                      defined_roles: 1
                      skills_growth: 0
                """))
                .containsExactly(
                        new AssessmentConfig(
                                Optional.empty(),
                                LocalDate.of(2026, 11, 1),
                                Role.PLATFORM_TEAM,
                                Map.of("platform_team", 0.75)),
                        new AssessmentConfig(
                                Optional.of("fraud"),
                                LocalDate.of(2026, 10, 1),
                                Role.LEAD,
                                Map.of("defined_roles", 1.0, "skills_growth", 0.0)));
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("""
                assessments:
                  - team: frauds
                    assessed_on: 2026-12-24
                    role: Jane
                    scores:
                      defined_role: 1
                      skills_growth: 0.3
                      platform_team: 1
                  - assessed_on: yesterday
                    role: lead
                    scores: {cross_functional_team: 5}
                """))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "maturity.yml:2: assessments[0].team: \"frauds\" is no team of the configuration (did you mean fraud?)",
                        "maturity.yml:3: assessments[0].assessed_on: 2026-12-24 lies in the future",
                        "maturity.yml:4: assessments[0].role: \"Jane\" is none of the choices",
                        "maturity.yml:6: assessments[0].scores.defined_role: is no indicator of the model (did you mean defined_roles?)",
                        "maturity.yml:7: assessments[0].scores.skills_growth: 0.3 is no score; expected 0, 0.25, 0.5, 0.75, 1 or unknown",
                        "maturity.yml:8: assessments[0].scores.platform_team: is of the platform, not of a team",
                        "maturity.yml:9: assessments[1]: incomplete; expected at least one of team, platform",
                        "maturity.yml:9: assessments[1].assessed_on: \"yesterday\" is no date",
                        "maturity.yml:11: assessments[1].scores.cross_functional_team: 5 is no score");
    }

    @Test
    void anEmptyFile_saysWhatBelongsThere() {
        assertThatThrownBy(() -> read("# nothing\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the file is empty; expected what mlops-exporter assess prints");
    }

    @Test
    void theBundledModel_saysOfEachIndicatorWhatItLooksLike() {
        assertThat(MaturityModel.bundled())
                .extracting(IndicatorConfig::dimension)
                .contains(IndicatorConfig.Dimension.values());
        for (IndicatorConfig one : MaturityModel.bundled()) {
            assertThat(List.of(one.immature(), one.halfway(), one.mature(), one.source()))
                    .as(one.name())
                    .doesNotContain("");
        }
        assertThat(MaturityModel.bundled().stream().flatMap(one -> one.formula().stream()))
                .containsExactlyInAnyOrder(IndicatorConfig.Formula.values());
    }

    @Test
    void aModelOfYourOwn_takesThePlaceOfTheBundledOne() {
        Config config = ConfigReader.parse("""
                github: [{organizations: [acme]}]
                maturity:
                  bundled: false
                  indicators:
                    - {name: pairing, dimension: people, immature: Alone., mature: In pairs.}
                """, "f");
        assertThat(config.maturity().indicators())
                .singleElement()
                .satisfies(one -> assertThat(one.dimension()).isEqualTo(IndicatorConfig.Dimension.PEOPLE));
    }
}
