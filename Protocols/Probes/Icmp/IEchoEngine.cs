namespace Nms.Probes.Icmp;

/// <summary>Carries out jobs for one family.</summary>
internal interface IEchoEngine : IDisposable
{
    IcmpCapability Capability { get; }

    IcmpStatistics Statistics { get; }

    void Submit(EchoJob job);

    /// <summary>Says that a job which waited may go on.</summary>
    void Wake();
}
