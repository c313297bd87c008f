namespace Nms.Silo.Telemetry;

/// <summary>Where traces and metrics are sent by OTLP.</summary>
internal sealed class OtlpOptions
{
    public const string Section = "Nms:Otlp";

    /// <summary>Address of a collector, such as http://127.0.0.1:4317.</summary>
    /// <remarks>Without it nothing is traced, and nothing is spent on it.</remarks>
    /// <value>Default none; http or https.</value>
    public Uri? Endpoint { get; set; }

    /// <summary>grpc, or http/protobuf, for which the address gets /v1/traces and /v1/metrics behind it.</summary>
    /// <value>Default grpc.</value>
    public string Protocol { get; set; } = Grpc;

    /// <summary>Share of the requests that are traced, unless the caller's traceparent decides.</summary>
    /// <remarks>A traced request costs a few tens of microseconds and a few kilobytes to the collector.</remarks>
    /// <value>Default 1; 0 to 1.</value>
    public double SampleRatio { get; set; } = 1;

    /// <summary>Also sends the metrics there.</summary>
    /// <value>Default false.</value>
    public bool Metrics { get; set; }

    public const string Grpc = "grpc";

    public const string Http = "http/protobuf";
}
