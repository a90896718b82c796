package io.github.jqodi.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.jqodi.Solvers;
import io.github.jqodi.plan.Problem;
import io.github.jqodi.plan.Rule;
import io.github.jqodi.plan.Warning;
import io.github.jqodi.solve.LibraryVersion;
import io.github.jqodi.solve.ResultVerifier;
import io.github.jqodi.solve.SolveOptions;
import io.github.jqodi.solve.SolveResult;
import io.github.jqodi.solve.Status;
import io.github.jqodi.testing.RandomProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schemas.plan());

    private static final Problem PROBLEM =
            ScenarioJson.parse(ScenarioJsonTest.MINIMAL.replace("\"deadlineSeconds\": 9", "\"deadlineSeconds\": 2000"));

    @Property(tries = 500, seed = "11")
    void resultsFollowTheSchemaRoundTripAndVerify(@ForAll long seed) throws IOException {
        RandomProblems.Case given = RandomProblems.of(seed);
        SolveResult result = Solvers.exact().solve(given.problem(), SolveOptions.DEFAULT.withRule(given.rule()));
        String text = PlanJson.write(result);
        assertEquals(List.of(), List.copyOf(SCHEMA.validate(new ObjectMapper().readTree(text))), text);
        SolveResult read = PlanJson.parse(text);
        assertEquals(text, PlanJson.write(read));
        assertEquals(result.plan(), read.plan());
        assertEquals(result.alternatives(), read.alternatives());
        assertEquals(result.statistics(), read.statistics());
        assertEquals(result.infeasibilities(), read.infeasibilities());
        if (result.plan().isEmpty()) {
            assertEquals(Double.POSITIVE_INFINITY, read.lowerBound());
        }
        assertEquals(List.of(), ResultVerifier.verify(given.problem(), read));
    }

    @Test
    void aPlanFileIsWrittenAndRead(@TempDir Path folder) throws IOException {
        SolveResult result = solve(PROBLEM);
        Path file = folder.resolve("plan.json");
        PlanJson.write(result, file);
        assertEquals(PlanJson.write(result), Files.readString(file));
        assertEquals(result.plan(), PlanJson.read(file).plan());
    }

    @Test
    void explanationsNameReasonLimitAndRelaxation() {
        String text = PlanJson.write(solve(PROBLEM.withDeadlineSeconds(3)));
        assertTrue(text.contains("\"status\": \"INFEASIBLE\""), text);
        assertTrue(text.contains("\"reason\": \"deadline: its fastest schedule takes "), text);
        assertTrue(text.contains("\"limit\": 3,"), text);
        assertTrue(text.contains("\"smallestDeadlineSeconds\": "), text);
    }

    @Test
    void unknownResultsHaveNoBound() {
        SolveResult unknown = PlanJson.parse("""
                {"format": "jqodi-plan/1", "status": "UNKNOWN", "solver": "x", "rule": "paper",
                 "objectiveKind": "energy", "version": "1", "warnings": [{"code": "UNDECIDED", "text": "slow"}],
                 "infeasibility": [{"model": "m", "bits": 8, "reason": "undecided: the time limit was reached",
                   "limit": null, "value": null}],
                 "statistics": {"candidates": 1, "pruned": 0, "cells": 3, "labels": 9, "wallMillis": 0.5}}""");
        assertEquals(Status.UNKNOWN, unknown.status());
        assertEquals(0, unknown.lowerBound());
        assertEquals(Rule.PAPER, unknown.rule());
        assertEquals(List.of(new Warning(Warning.Code.UNDECIDED, "slow")), unknown.warnings());
        assertEquals(
                "the time limit was reached", unknown.infeasibilities().get(0).message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "status": "OPTIMAL" | "status": "BEST" | /status: ('BEST') must be one of OPTIMAL, FEASIBLE, INFEASIBLE, UNKNOWN.
            "status": "OPTIMAL" | "status": "INFEASIBLE" | /decision: does not belong to a result with this status
            "rule": "expected" | "rule": "cheap" | /rule: ('cheap') must be one of expected, nominal, robust, paper.
            "solver": "exact", | | /solver: (missing) is required
            "schedule": [ { | "plan": [ { | /plan: is no known field.
            "fromEpoch": 1 | "fromEpoch": 0 | /schedule/0/fromEpoch: (0) must be at least 1
            "gap": 0 | "gap": 0.5 | /objective/gap: (0.5) must be the relative distance of value and lowerBound, 0.0
            "phase": "compute" | "phase": "think" | /bill/0/phase: ('think') must be one of setup, placement, compute, download, upload, overhead, switch, idle, inference, measured.
            "code": "UNUSUAL_UNIT" | "code": "UNIT" | /warnings/0/code: ('UNIT') must be one of PAYLOAD_WEIGHTS,
            "objectiveKind": "energy" | "objectiveKind": "joy" | /objectiveKind: ('joy') must be one of energy, time, price, interval.
            "scenarioSha256": " | "scenarioSha256": "0 | /scenarioSha256: ('0
            "infeasibility": [], | | /infeasibility: (missing) is required
            "solver": "exact", | "solver": "exact", "score": {"value": 1, "opportunity": 1}, | /score/risk: (missing) is required
            """)
    void badPlansAreRefused(String piece, String replacement, String message) {
        String text = PlanJson.write(solve(PROBLEM));
        assertTrue(text.contains(piece), text);
        String changed = text.replace(piece, Objects.requireNonNullElse(replacement, ""));
        var e = assertThrows(JsonFormatException.class, () -> PlanJson.parse(changed));
        assertTrue(String.valueOf(e.getMessage()).startsWith(message), e.getMessage());
    }

    @Test
    void aPlanTellsItsScenarioAgain() {
        SolveResult result = PlanJson.parse(PlanJson.write(solve(PROBLEM)));
        assertEquals(PROBLEM.scenarioSha256(), result.provenance().scenarioSha256());
        assertEquals(LibraryVersion.current(), result.provenance().version());
        assertTrue(LibraryVersion.current().matches("\\d+\\.\\d+\\.\\d+.*"), LibraryVersion.current());
        assertEquals(List.of(), ResultVerifier.verify(PROBLEM, result));
        Problem other = ScenarioJson.parse(ScenarioJsonTest.MINIMAL
                .replace("\"deadlineSeconds\": 9", "\"deadlineSeconds\": 2000")
                .replace("\"small\"", "\"other\""));
        String finding = ResultVerifier.verify(other, result).get(0).toString();
        assertTrue(finding.contains("/scenarioSha256") && finding.contains("a plan of another scenario"), finding);
    }

    /** A problem that code made has the hash of the file that would be written of it, as has its copy from that file. */
    @Test
    void aProblemOfCodeHasTheHashOfItsWrittenForm() {
        Problem code = PROBLEM.withDeadlineSeconds(2000);
        assertEquals(Optional.empty(), code.scenarioSha256());
        SolveResult result = PlanJson.parse(PlanJson.write(solve(code), code));
        Problem file = ScenarioJson.parse(ScenarioJson.write(code));
        assertEquals(file.scenarioSha256(), result.provenance().scenarioSha256());
        assertEquals(List.of(), ResultVerifier.verify(file, result));
        assertFalse(PlanJson.write(solve(code)).contains("scenarioSha256"));
    }

    private static SolveResult solve(Problem problem) {
        return Solvers.exact().solve(problem, SolveOptions.DEFAULT);
    }
}
