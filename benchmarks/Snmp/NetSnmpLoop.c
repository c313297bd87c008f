/* Net-SNMP's own asynchronous interface as its examples use it: a session for each agent, one GET in flight at each,
   the next one sent by the answer. Prints the answers and the CPU microseconds of this process.
   usage: loop seconds port [port ...] */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/library/large_fd_set.h>
#include <sys/resource.h>
#include <sys/time.h>

static oid name[] = {1, 3, 6, 1, 2, 1, 1, 3, 0};
static long answers, failures;
static int stopping;

static void ask(netsnmp_session *session);

static int answered(int operation, netsnmp_session *session, int id, netsnmp_pdu *pdu, void *magic)
{
    if (operation == NETSNMP_CALLBACK_OP_RECEIVED_MESSAGE && pdu->errstat == SNMP_ERR_NOERROR && pdu->variables->type == ASN_TIMETICKS)
        answers++;
    else
        failures++;
    if (!stopping)
        ask(session);
    return 1;
}

static void ask(netsnmp_session *session)
{
    netsnmp_pdu *pdu = snmp_pdu_create(SNMP_MSG_GET);
    snmp_add_null_var(pdu, name, OID_LENGTH(name));
    if (!snmp_send(session, pdu))
        snmp_free_pdu(pdu);
}

int main(int argc, char **argv)
{
    struct timeval start, now;
    struct rusage before, after;
    int i;
    netsnmp_ds_set_boolean(NETSNMP_DS_LIBRARY_ID, NETSNMP_DS_LIB_DONT_READ_CONFIGS, 1);
    setenv("MIBS", "", 1);
    init_snmp("loop");
    for (i = 2; i < argc; i++)
    {
        netsnmp_session session;
        char peer[32];
        snprintf(peer, sizeof(peer), "udp:127.0.0.1:%s", argv[i]);
        snmp_sess_init(&session);
        session.version = SNMP_VERSION_2c;
        session.peername = peer;
        session.community = (u_char *)"public";
        session.community_len = 6;
        session.callback = answered;
        netsnmp_session *opened = snmp_open(&session);
        if (!opened)
            return 1;
        ask(opened);
    }

    getrusage(RUSAGE_SELF, &before);
    gettimeofday(&start, NULL);
    answers = 0;
    do
    {
        int fds = 0, block = 1;
        netsnmp_large_fd_set set;
        struct timeval timeout;
        netsnmp_large_fd_set_init(&set, FD_SETSIZE);
        NETSNMP_LARGE_FD_ZERO(&set);
        snmp_select_info2(&fds, &set, &timeout, &block);
        timeout.tv_sec = 0;
        timeout.tv_usec = 100000;
        fds = netsnmp_large_fd_set_select(fds, &set, NULL, NULL, &timeout);
        if (fds > 0)
            snmp_read2(&set);
        else
            snmp_timeout();
        netsnmp_large_fd_set_cleanup(&set);
        gettimeofday(&now, NULL);
        stopping = now.tv_sec - start.tv_sec + (now.tv_usec - start.tv_usec) / 1e6 >= atof(argv[1]);
    } while (!stopping);
    getrusage(RUSAGE_SELF, &after);
#define US(t) ((t).tv_sec * 1000000L + (t).tv_usec)
    printf("%ld %ld %ld\n", answers, failures,
        US(after.ru_utime) + US(after.ru_stime) - US(before.ru_utime) - US(before.ru_stime));
    return 0;
}
