namespace Nms.Snmp;

/// <summary>How a USM user encrypts messages.</summary>
public enum PrivacyProtocol
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>CBC-DES (RFC 3414 §8).</summary>
    Des,

    /// <summary>3DES-EDE in CBC mode, the key extended by Reeder (draft-reeder-snmpv3-usm-3desede-00).</summary>
    TripleDes,

    /// <summary>CFB128-AES-128 (RFC 3826).</summary>
    Aes128,

    /// <summary>CFB128-AES-192, the key extended by Blumenthal (draft-blumenthal-aes-usm-04); Net-SNMP's AES-192.</summary>
    Aes192,

    /// <summary>CFB128-AES-256, the key extended by Blumenthal (draft-blumenthal-aes-usm-04); Net-SNMP's AES-256.</summary>
    Aes256,

    /// <summary>CFB128-AES-192, the key extended by Reeder, as Cisco and others do; Net-SNMP's AES-192-C.</summary>
    Aes192Reeder,

    /// <summary>CFB128-AES-256, the key extended by Reeder, as Cisco and others do; Net-SNMP's AES-256-C.</summary>
    Aes256Reeder,
}
