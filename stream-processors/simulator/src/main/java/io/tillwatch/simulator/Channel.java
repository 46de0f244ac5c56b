package io.tillwatch.simulator;

/**
 * Where orders come from.
 *
 * @param perMinute orders a world minute at a normal hour
 */
record Channel(String name, String source, String flow, String prefix, double perMinute) {
    static final Channel WEB = new Channel("web", "/ecommerce/web", "web-orders", "WEB-", 2.2);
    static final Channel A = new Channel("marketplace-a", "/marketplace/a", "marketplace-orders-a", "MPA-", 0.6);
    static final Channel B = new Channel("marketplace-b", "/marketplace/b", "marketplace-orders-b", "MPB-", 0.45);
}
