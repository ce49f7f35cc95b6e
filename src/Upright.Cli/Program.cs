Console.WriteLine(NetVips.NetVips.Version(0));
