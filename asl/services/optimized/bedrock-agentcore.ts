/** The optimized integration of Amazon Bedrock AgentCore. */

import type { OptimizedService } from '../optimized-service.ts';
import { anyJson, integer, text } from '../own-parameters.ts';

export const bedrockAgentcore: OptimizedService = {
  name: 'Amazon Bedrock AgentCore',
  page: 'connect-bedrockagentcore.html',
  errorPrefix: 'BedrockAgentCore',
  errors: [
    'BedrockAgentCore.ThrottlingException',
    'BedrockAgentCore.ResourceNotFoundException',
    'BedrockAgentCore.RuntimeClientErrorException',
    'BedrockAgentCore.RetryableConflictException',
  ],
  actions: {
    invokeHarness: {
      patterns: [],
      required: ['HarnessArn', 'RuntimeSessionId', 'Messages'],
      own: {
        HarnessArn: text('The ARN of the harness.'),
        Qualifier: text('The endpoint of the harness.'),
        RuntimeSessionId: text('The identifier of the session.'),
        RuntimeUserId: text('The identifier of the user.'),
        TraceParent: text('The parent of the trace.'),
        TraceState: text('The state of the trace.'),
        TraceId: text('The identifier of the trace.'),
        Baggage: text('What is handed on with the trace.'),
        Messages: anyJson('The messages of the conversation.'),
        Model: anyJson('The model that answers.'),
        SystemPrompt: anyJson('The instructions that the model begins with.'),
        Tools: anyJson('The tools that the model may use.'),
        Skills: anyJson('The skills that the model may use.'),
        AllowedTools: anyJson('The names of the tools that the model may use.'),
        MaxIterations: integer('How often the model may go on.'),
        MaxTokens: integer('How many tokens the model may answer with.'),
        TimeoutSeconds: integer('How long the model may take.'),
        ActorId: text('The identifier of the actor.'),
      },
      result:
        'Converse-shaped: Output.Message (last assistant message, text only), StopReason, Usage{InputTokens,OutputTokens,TotalTokens}, Metrics',
    },
  },
};
