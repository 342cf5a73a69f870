package io.mlopsexporter.event;

/** Something about the platform that is no use of it: what its users say, what it costs, how far it was read. */
public sealed interface PlatformFact extends Event
        permits CostStatement, MaturityAnswers, ReadSince, RepositoryFiles, SupportIssues, SurveyAnswers, TeamMembers {}
